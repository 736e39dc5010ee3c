//! `/api/v2/authorization/subjects/me`.

pub mod get;
