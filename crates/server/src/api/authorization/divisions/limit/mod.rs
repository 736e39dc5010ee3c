//! `/api/v2/authorization/divisions/limit`.

pub mod get;
