//! `/api/v2/authorization`: roles, permissions, grants, divisions.

pub mod divisions;
pub mod divisionspermitted;
pub mod grants_table;
pub mod roles;
pub mod subjects;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[];
