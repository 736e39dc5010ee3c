//! `/api/v2/authorization/divisionspermitted/paged/me`.

pub mod list;
