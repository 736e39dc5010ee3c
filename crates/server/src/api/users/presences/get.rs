//! `GET /api/v2/users/{userId}/presences/{sourceId}`: a person's presence by one source.

use crate::call::{Answer, Call};

/// Answers `UserPresence`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::check_source(call)?;
    super::read(call)
}
