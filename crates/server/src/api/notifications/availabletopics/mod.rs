//! `/api/v2/notifications/availabletopics`.

pub mod list;
