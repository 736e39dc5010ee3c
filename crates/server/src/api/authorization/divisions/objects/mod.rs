//! `/api/v2/authorization/divisions/{divisionId}/objects`.

pub mod post;
