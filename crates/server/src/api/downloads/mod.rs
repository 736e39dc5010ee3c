//! `/api/v2/downloads`: files that other operations made.

pub mod get;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("get_download", Handler::Read(get::handle))];
