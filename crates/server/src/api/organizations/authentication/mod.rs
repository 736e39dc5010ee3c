//! `/api/v2/organizations/authentication`.

pub mod settings;
