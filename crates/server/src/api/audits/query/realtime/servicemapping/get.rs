//! `GET /api/v2/audits/query/realtime/servicemapping`: the same mapping, for there is one log.

pub use super::super::super::servicemapping::get::handle;
