//! `DELETE /api/v2/tokens/me`: revokes the presented token.

use axum::http::StatusCode;
use postern_org::Draft;

use crate::call::{Answer, Call, Reply};

/// Answers 200 and no body.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    draft.revoke_token(call.token.serial, call.token.expires());
    draft.log("PeoplePermissions", "Delete", ("Token", &call.token.client.to_string(), ""), Vec::new());
    Ok(Reply::empty(StatusCode::OK))
}
