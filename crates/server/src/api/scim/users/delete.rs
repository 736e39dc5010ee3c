//! `DELETE /api/v2/scim/v2/users/{userId}`: deletes a person softly, with grants and memberships.

use axum::http::StatusCode;
use postern_org::{Draft, change::users};

use super::meant;
use crate::call::{Answer, Call, Reply};

/// Answers 204 (RFC 7644 §3.6; the API description has 200 too).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    users::remove(draft, meant(call, draft)?)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
