//! `/api/v2/authorization/divisions/home`.

pub mod get;
