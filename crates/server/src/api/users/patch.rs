//! `PATCH /api/v2/users/{userId}`: edits a person, or restores a deleted one. What is left out stays.

use postern_org::{Draft, change::users};

use super::view::{self, Expand};
use crate::call::{Answer, Call, Reply};

/// Answers `User`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let user = users::patch(draft, call.id("userId")?, call.read()?)?;
    Reply::json(&view::user(draft, &user, &Expand::default()))
}
