//! `/api/v2/scripts/published`.

pub mod create;
