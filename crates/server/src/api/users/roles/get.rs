//! `GET /api/v2/users/{subjectId}/roles`: the roles a subject holds anywhere, and what they permit.

use super::view::user_authorization;
use crate::{
    api::authorization::subjects::pairs::in_path,
    call::{Answer, Call, Reply},
};

/// Answers `UserAuthorization`.
pub fn handle(call: &Call<'_>) -> Answer {
    let subject = in_path(call, &call.organization)?;
    Reply::json(&user_authorization(&call.organization, call.catalog(), subject))
}
