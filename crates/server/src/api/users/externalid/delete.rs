//! `DELETE /api/v2/users/{userId}/externalid/{authorityName}/{externalKey}`: forgets what an authority calls a person.

use axum::http::StatusCode;
use postern_org::{Draft, change::users};

use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    users::remove_external_id(draft, call.id("userId")?, &call.free_text("authorityName"), &call.free_text("externalKey"))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
