//! `PATCH /api/v2/users/{userId}/presences/purecloud`: sets a person's presence.

use postern_org::Draft;

use crate::call::{Answer, Call};

/// Answers `UserPresence`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::super::write(call, draft)
}
