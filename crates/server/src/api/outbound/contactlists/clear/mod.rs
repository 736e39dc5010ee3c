//! `/api/v2/outbound/contactlists/{contactListId}/clear`.

pub mod post;
