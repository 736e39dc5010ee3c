//! `/api/v2/authorization/divisions/{divisionId}/restore`.

pub mod post;
