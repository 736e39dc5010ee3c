//! `DELETE /api/v2/authorization/divisions/{divisionId}`: softly; with `force=true` people in it move home.

use axum::http::StatusCode;
use postern_org::{Draft, change::divisions::delete_division};

use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    delete_division(draft, call.id("divisionId")?, call.query.flag("force", false))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
