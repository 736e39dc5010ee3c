//! `/api/v2/routing/users`.

pub mod utilization;
