//! `POST /api/v2/users/{userId}/invite`: notes that the person was sent a welcome. Postern sends no mail.

use axum::http::StatusCode;
use postern_org::{Draft, change::users};

use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    users::invite(draft, call.id("userId")?)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
