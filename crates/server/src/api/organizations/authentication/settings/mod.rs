//! `/api/v2/organizations/authentication/settings`.

pub mod get;
pub mod patch;
