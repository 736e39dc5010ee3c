//! `/api/v2/groups/{groupId}/members`.

pub mod delete;
pub mod list;
pub mod post;
