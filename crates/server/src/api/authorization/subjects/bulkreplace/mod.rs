//! `/api/v2/authorization/subjects/{subjectId}/bulkreplace`.

pub mod post;
