//! `DELETE /api/v2/authorization/roles/{roleId}`: deletes a custom role and its grants.

use axum::http::StatusCode;
use postern_org::{Draft, change::roles};

use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    roles::delete(draft, call.id("roleId")?)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
