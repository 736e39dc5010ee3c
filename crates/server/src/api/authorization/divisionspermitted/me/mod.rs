//! `/api/v2/authorization/divisionspermitted/me`.

pub mod get;
