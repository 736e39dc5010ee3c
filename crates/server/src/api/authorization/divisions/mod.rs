//! `/api/v2/authorization/divisions`.

pub mod home;
pub mod view;
