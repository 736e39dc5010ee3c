//! `/api/v2/authorization/permissions`.

pub mod list;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("get_authorization_permissions", Handler::Read(list::handle))];
