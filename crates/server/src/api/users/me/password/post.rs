//! `POST /api/v2/users/me/password`: changes the caller's own password.

use axum::http::StatusCode;
use postern_org::{Draft, change::users};
use serde::Deserialize;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ChangeMyPasswordRequest {
    new_password: String,
    old_password: String,
}

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let ChangeMyPasswordRequest { new_password, old_password } = call.read()?;
    let user = call.token.user.ok_or_else(Fault::not_found)?;
    users::change_password(draft, user, &old_password, &new_password)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
