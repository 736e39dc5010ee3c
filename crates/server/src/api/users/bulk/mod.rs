//! `/api/v2/users/bulk`.

pub mod patch;
