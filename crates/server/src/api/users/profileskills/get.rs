//! `GET /api/v2/users/{userId}/profileskills`: the skills a person claims.

use postern_model::User;
use postern_org::Refusal;

use crate::call::{Answer, Call, Reply};

/// Answers the names.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    let user = call.organization.live_user(id).ok_or_else(|| Refusal::resource_not_found("user", &id.to_string()))?;
    Reply::json(&super::skills(user))
}
