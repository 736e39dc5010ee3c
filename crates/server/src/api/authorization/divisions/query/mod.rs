//! `/api/v2/authorization/divisions/query`.

pub mod list;
