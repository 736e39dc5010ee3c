//! `/api/v2/outbound/contactlists/{contactListId}/export`.

pub mod get;
pub mod post;
