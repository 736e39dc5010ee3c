//! `/api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles`: one grant.

pub mod delete;
pub mod post;
