//! `/api/v2/scripts`: publishing. Scripts themselves are the engine's.

pub mod published;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("post_scripts_published", Handler::Write(published::create::handle))];
