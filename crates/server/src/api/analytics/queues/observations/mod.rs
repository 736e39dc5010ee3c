//! `/api/v2/analytics/queues/observations`.

pub mod query;
