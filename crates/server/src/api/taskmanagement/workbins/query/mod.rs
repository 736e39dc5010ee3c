//! `/api/v2/taskmanagement/workbins/query`.

pub mod post;
