//! `/api/v2/authorization/roles/{roleId}/users`.

pub mod add;
pub mod list;
pub mod members;
pub mod remove;
