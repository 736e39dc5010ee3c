//! `GET /api/v2/users/{userId}/state`: a person's state, that of deleted people too.

use postern_model::User;
use postern_org::Refusal;

use crate::call::{Answer, Call, Reply};

/// Answers `UserState`.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    let user = call.organization.user(id).ok_or_else(|| Refusal::resource_not_found("user", &id.to_string()))?;
    Reply::json(&super::view(user))
}
