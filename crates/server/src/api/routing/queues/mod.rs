//! `/api/v2/routing/queues`.

pub mod me;
pub mod members;
