//! `POST /api/v2/users`: creates a person, with a password where one is given.

use postern_org::{Draft, change::users};

use super::view::{self, Expand};
use crate::call::{Answer, Call, Reply};

/// Answers `User`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let user = users::create(draft, call.read()?)?;
    Reply::json(&view::user(draft, &user, &Expand::default()))
}
