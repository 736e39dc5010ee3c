//! `GET /api/v2/locations/search`: repeats a search by the `q64` of an earlier answer.

use crate::{
    call::{Answer, Call},
    search::Search,
};

/// Answers `LocationsSearchResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::answer(call, &Search::of_q64(call, "LocationSearchRequest")?)
}
