//! `/api/v2/organizations`.

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[];
