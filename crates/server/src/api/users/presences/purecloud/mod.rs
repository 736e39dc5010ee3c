//! `/api/v2/users/{userId}/presences/purecloud`.

pub mod get;
pub mod patch;
