//! `PUT /api/v2/users/{userId}/state`: switches a person on or off, deletes or restores.

use postern_org::{Draft, change::users};

use crate::call::{Answer, Call, Reply};

/// Answers `UserState`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    Reply::json(&super::view(&*users::put_state(draft, call.id("userId")?, call.read()?)?))
}
