//! `GET /api/v2/outbound/contactlists/{contactListId}/export`.

use crate::{
    api::outbound::{contactlists, csv},
    call::{Answer, Call},
};

/// Answers where the latest export is.
pub fn handle(call: &Call<'_>) -> Answer {
    csv::latest(&call.organization, &contactlists::path(call), "contact.list.not.found")
}
