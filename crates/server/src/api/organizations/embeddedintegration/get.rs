//! `GET /api/v2/organizations/embeddedintegration`.

pub use super::super::whitelist::get::handle;
