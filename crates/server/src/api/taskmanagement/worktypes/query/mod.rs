//! `/api/v2/taskmanagement/worktypes/query`.

pub mod post;
