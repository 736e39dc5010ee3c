//! `/api/v2/quality/publishedforms`.

pub mod create;
pub mod evaluations;
pub mod surveys;
