//! `POST /api/v2/groups`: creates a group without members.

use postern_org::{Draft, change::groups};

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers `Group`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let group = groups::create(draft, call.read()?)?;
    Reply::json(&view::group(draft, &group))
}
