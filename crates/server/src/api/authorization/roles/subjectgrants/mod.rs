//! `/api/v2/authorization/roles/{roleId}/subjectgrants`.

pub mod list;
