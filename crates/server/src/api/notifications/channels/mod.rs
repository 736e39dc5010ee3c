//! `/api/v2/notifications/channels`.

pub mod create;
pub mod head;
pub mod list;
pub mod subscriptions;
