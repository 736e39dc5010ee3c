//! `DELETE /api/v2/tokens/{userId}`: ends every token given for a person so far.

use axum::http::StatusCode;
use postern_org::{Draft, change::tokens};

use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    tokens::end_all_of(draft, call.id("userId")?)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
