//! `/api/v2/authorization/roles/{roleId}/users`.

pub mod list;
