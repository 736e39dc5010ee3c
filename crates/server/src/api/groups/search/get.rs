//! `GET /api/v2/groups/search`: repeats a search by the `q64` of an earlier answer.

use crate::{
    call::{Answer, Call},
    search::Search,
};

/// Answers `GroupsSearchResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::answer(call, &Search::of_q64(call, "GroupSearchRequest")?)
}
