//! `/api/v2/users/{userId}/routingstatus`.

pub mod get;
pub mod put;
