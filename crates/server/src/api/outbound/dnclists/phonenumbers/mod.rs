//! `/api/v2/outbound/dnclists/{dncListId}/phonenumbers`.

pub mod delete;
pub mod patch;
pub mod post;
