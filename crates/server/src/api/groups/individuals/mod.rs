//! `/api/v2/groups/{groupId}/individuals`.

pub mod list;
