//! `POST /api/v2/locations/search`: locations by what is stored of them. No permission needed.

use crate::{
    call::{Answer, Call},
    search::Search,
};

/// Answers `LocationsSearchResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::answer(call, &Search::of_body(call)?)
}
