//! `/api/v2/users/{userId}/password`.

pub mod post;
