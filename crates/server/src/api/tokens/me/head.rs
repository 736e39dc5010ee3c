//! `HEAD /api/v2/tokens/me`: whether the token is good. The status of a good one is the setting `tokens.head-status`.

use axum::http::StatusCode;

use crate::call::{Answer, Call, Reply};

/// Answers no body.
pub fn handle(call: &Call<'_>) -> Answer {
    let status = call.organization.profile().settings.tokens_head_status;
    Ok(Reply::empty(StatusCode::from_u16(status).unwrap_or(StatusCode::OK)))
}
