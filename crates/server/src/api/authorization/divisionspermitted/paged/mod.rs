//! `/api/v2/authorization/divisionspermitted/paged`.

pub mod list;
pub mod me;
