//! `DELETE /api/v2/groups/{groupId}/members`: takes people out of a group. No permission needed.

use axum::http::StatusCode;
use postern_org::{Draft, change::groups};
use serde_json::json;

use crate::call::{Answer, Call, Reply};

/// Answers 202 and `Empty`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    groups::remove_members(draft, call.id("groupId")?, &call.query.list("ids"))?;
    Reply::with(StatusCode::ACCEPTED, &json!({}))
}
