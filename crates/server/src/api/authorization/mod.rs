//! `/api/v2/authorization`: roles, permissions, grants, divisions.

pub mod divisions;
pub mod permissions;
pub mod products;
pub mod roles;
pub mod settings;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("get_authorization_divisions_home", Handler::Read(divisions::home::get::handle))];
