//! `/api/v2/outbound/contactlists/{contactListId}/contacts/search`.

pub mod post;
