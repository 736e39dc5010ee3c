//! `POST /api/v2/groups/{groupId}/members`: adds people to a group. No permission needed.

use axum::http::StatusCode;
use postern_org::{Draft, change::groups};
use serde_json::json;

use crate::call::{Answer, Call, Reply};

/// Answers 202 and `Empty`. The members are there at once.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    groups::add_members(draft, call.id("groupId")?, call.read()?)?;
    Reply::with(StatusCode::ACCEPTED, &json!({}))
}
