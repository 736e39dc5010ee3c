//! `/api/v2/authorization/divisions/{divisionId}/grants`.

pub mod list;
