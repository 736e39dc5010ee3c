//! `GET /api/v2/authorization/divisions`: those in which the caller holds a role (setting `divisions.lists-filter`).

use super::{sight::Sight, view::Counts};
use crate::{
    call::{Answer, Call},
    fault::Fault,
    paging::page_of,
};

/// Answers `AuthzDivisionEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let mut divisions = Sight::of(call).asked(call);
    match call.query.get("sortBy") {
        None | Some("name") => {}
        Some("id") => divisions.sort_by_key(|division| division.id),
        Some(other) => return Err(Fault::query("sortBy", other, "name, id")),
    }
    let counts = Counts::of(call);
    page_of(call, divisions, |division| counts.json(division))
}
