//! `/api/v2/users/me/password`.

pub mod post;
