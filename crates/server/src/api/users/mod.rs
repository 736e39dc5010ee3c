//! `/api/v2/users`.

pub mod roles;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[];
