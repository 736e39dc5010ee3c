//! `/api/v2/users/{subjectId}/roles`.

pub mod get;
pub mod put;
pub mod view;
