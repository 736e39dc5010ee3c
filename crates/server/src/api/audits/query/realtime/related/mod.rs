//! `/api/v2/audits/query/realtime/related`.

pub mod post;
