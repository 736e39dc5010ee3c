//! `/api/v2/outbound/contactlists/{contactListId}/contacts`.

pub mod predicate;
pub mod search;
