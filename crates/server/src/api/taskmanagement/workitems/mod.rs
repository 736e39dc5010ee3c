//! `/api/v2/taskmanagement/workitems`.

pub mod create;
pub mod query;
