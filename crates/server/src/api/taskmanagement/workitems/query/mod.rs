//! `/api/v2/taskmanagement/workitems/query`.

pub mod post;
