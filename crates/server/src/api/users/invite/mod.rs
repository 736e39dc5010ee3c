//! `/api/v2/users/{userId}/invite`.

pub mod post;
