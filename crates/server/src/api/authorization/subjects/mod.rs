//! `/api/v2/authorization/subjects`: who holds which role where.

pub mod bulkadd;
pub mod bulkremove;
pub mod bulkreplace;
pub mod divisions;
pub mod get;
pub mod me;
pub mod pairs;
pub mod rolecounts;
pub mod view;
