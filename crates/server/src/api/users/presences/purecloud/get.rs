//! `GET /api/v2/users/{userId}/presences/purecloud`: a person's presence.

use crate::call::{Answer, Call};

/// Answers `UserPresence`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::super::read(call)
}
