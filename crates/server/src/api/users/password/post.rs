//! `POST /api/v2/users/{userId}/password`: sets a person's password, by the organization's rules for it.

use axum::http::StatusCode;
use postern_org::{Draft, change::users};
use serde::Deserialize;

use crate::call::{Answer, Call, Reply};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ChangePasswordRequest {
    new_password: String,
}

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let request: ChangePasswordRequest = call.read()?;
    users::set_password(draft, call.id("userId")?, &request.new_password)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
