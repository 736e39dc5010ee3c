//! `POST /api/v2/groups/search`: groups by what they are. No permission needed.

use crate::{
    call::{Answer, Call},
    search::Search,
};

/// Answers `GroupsSearchResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::answer(call, &Search::of_body(call)?)
}
