//! `/api/v2/date`.

pub mod get;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("get_date", Handler::Read(get::handle))];
