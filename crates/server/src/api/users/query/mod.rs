//! `/api/v2/users/query`.

pub mod list;
