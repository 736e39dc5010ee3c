//! `/api/v2/authorization/roles/{roleId}/users/add`.

pub mod put;
