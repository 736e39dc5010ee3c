//! `GET /api/v2/outbound/dnclists/{dncListId}/export`.

use crate::{
    api::outbound::{csv, dnclists},
    call::{Answer, Call},
};

/// Answers where the latest export is.
pub fn handle(call: &Call<'_>) -> Answer {
    csv::latest(&call.organization, &dnclists::path(call), "dnc.list.not.found")
}
