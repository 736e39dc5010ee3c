//! `/api/v2/analytics/queues/observations/query`.

mod filter;
pub mod post;
