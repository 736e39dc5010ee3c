//! `/api/v2/audits`.

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[];
