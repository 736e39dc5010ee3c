//! `/api/v2/users/me`.

pub mod get;
pub mod password;
