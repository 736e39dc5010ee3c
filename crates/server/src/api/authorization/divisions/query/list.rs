//! `GET /api/v2/authorization/divisions/query`: the listing by cursor, in order of id.

use super::super::{sight::Sight, view::Counts};
use crate::{
    call::{Answer, Call},
    paging::Cursor,
};

/// Answers `AuthzDivisionCursorListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let cursor = Cursor::of(call)?;
    let mut divisions = Sight::of(call).asked(call);
    divisions.sort_by_key(|division| division.id);
    let counts = Counts::of(call);
    cursor.page(call, &divisions, |division| division.id.to_string(), |division| counts.json(division))
}
