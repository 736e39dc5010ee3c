//! `/api/v2/authorization/divisions/deleted`.

pub mod list;
