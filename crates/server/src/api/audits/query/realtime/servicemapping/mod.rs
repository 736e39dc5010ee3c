//! `/api/v2/audits/query/realtime/servicemapping`.

pub mod get;
