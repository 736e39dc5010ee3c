//! `/api/v2/routing/queues/me`.

pub mod list;
