//! `/api/v2/authorization/roles/{roleId}/users/remove`.

pub mod put;
