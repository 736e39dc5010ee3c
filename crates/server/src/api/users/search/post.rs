//! `POST /api/v2/users/search`: people by what they are, of the divisions the caller may see.

use crate::{
    call::{Answer, Call},
    search::Search,
};

/// Answers `UsersSearchResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::answer(call, &Search::of_body(call)?)
}
