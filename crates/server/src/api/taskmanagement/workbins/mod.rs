//! `/api/v2/taskmanagement/workbins`.

pub mod query;
