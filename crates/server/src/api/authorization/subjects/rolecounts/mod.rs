//! `/api/v2/authorization/subjects/rolecounts`.

pub mod get;
