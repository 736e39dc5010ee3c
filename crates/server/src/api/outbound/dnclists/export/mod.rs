//! `/api/v2/outbound/dnclists/{dncListId}/export`.

pub mod get;
pub mod post;
