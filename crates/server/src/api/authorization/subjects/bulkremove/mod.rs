//! `/api/v2/authorization/subjects/{subjectId}/bulkremove`.

pub mod post;
