//! `DELETE /api/v2/users/{userId}`: deletes a person softly, with grants and memberships.

use postern_org::{Draft, change::users};
use serde_json::json;

use crate::call::{Answer, Call, Reply};

/// Answers `Empty`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    users::remove(draft, call.id("userId")?)?;
    Reply::json(&json!({}))
}
