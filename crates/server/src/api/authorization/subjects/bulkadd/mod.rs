//! `/api/v2/authorization/subjects/{subjectId}/bulkadd`.

pub mod post;
