//! `/api/v2/routing/queues`.

pub mod members;
