//! `GET /api/v2/authorization/divisions/deleted`: what can be restored, the latest first.

use super::super::view::Counts;
use crate::{
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `AuthzDivisionEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let mut divisions: Vec<_> = call.organization.deleted_divisions().collect();
    divisions.sort_by_key(|division| std::cmp::Reverse(division.deleted));
    let counts = Counts::of(call);
    page_of(call, divisions, |division| counts.json(division))
}
