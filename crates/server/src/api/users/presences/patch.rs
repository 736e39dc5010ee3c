//! `PATCH /api/v2/users/{userId}/presences/{sourceId}`: sets a person's presence.

use postern_org::Draft;

use crate::call::{Answer, Call};

/// Answers `UserPresence`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::check_source(call)?;
    super::write(call, draft)
}
