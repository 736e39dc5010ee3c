//! `/api/v2/users`.

pub mod roles;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] =
    &[("get_user_roles", Handler::Read(roles::get::handle)), ("put_user_roles", Handler::Write(roles::put::handle))];
