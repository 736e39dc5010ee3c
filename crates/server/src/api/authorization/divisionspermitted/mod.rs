//! `/api/v2/authorization/divisionspermitted`: where a subject holds a permission.

pub mod me;
pub mod paged;
pub mod permitted;
