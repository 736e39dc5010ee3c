//! `/api/v2/groups`.

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[];
