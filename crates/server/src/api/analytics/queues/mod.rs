//! `/api/v2/analytics/queues`.

pub mod observations;
