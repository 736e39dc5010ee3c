//! `DELETE /api/v2/groups/{groupId}`: deletes a group with its memberships and grants.

use axum::http::StatusCode;
use postern_org::{Draft, change::groups};

use crate::call::{Answer, Call, Reply};

/// Answers 200 and no body: a comment in the Terraform provider says 200, the description nothing.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    groups::remove(draft, call.id("groupId")?)?;
    Ok(Reply::empty(StatusCode::OK))
}
