//! The grants, one file each.

pub mod client_credentials;

/// The grants this version can exchange for a token, by the name `grant_type` carries.
pub const SUPPORTED: &[&str] = &[client_credentials::NAME];
