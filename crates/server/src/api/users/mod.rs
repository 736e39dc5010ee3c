//! `/api/v2/users`.

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[];
