//! `DELETE /api/v2/tokens/me`: revokes the presented token.

use axum::http::StatusCode;
use postern_org::{Draft, change::tokens};

use crate::call::{Answer, Call, Reply};

/// Answers 200 and no body.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    tokens::revoke(draft, &call.token);
    Ok(Reply::empty(StatusCode::OK))
}
