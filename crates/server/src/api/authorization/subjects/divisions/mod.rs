//! `/api/v2/authorization/subjects/{subjectId}/divisions`.

pub mod roles;
