//! `/api/v2/audits/query/servicemapping`.

pub mod get;
