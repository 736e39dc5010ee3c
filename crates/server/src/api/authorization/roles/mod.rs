//! `/api/v2/authorization/roles`.

pub mod post;
pub mod users;
