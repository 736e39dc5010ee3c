//! `/api/v2/systempresences`: the presences that every definition is one of.

pub mod get;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("get_systempresences", Handler::Read(get::handle))];
