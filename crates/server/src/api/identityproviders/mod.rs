//! `/api/v2/identityproviders`.

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[];
