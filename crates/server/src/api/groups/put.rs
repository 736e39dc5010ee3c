//! `PUT /api/v2/groups/{groupId}`: edits a group. Although it is a PUT, what is left out stays.

use postern_org::{Draft, change::groups};

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers `Group`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let group = groups::put(draft, call.id("groupId")?, call.read()?)?;
    Reply::json(&view::group(draft, &group))
}
