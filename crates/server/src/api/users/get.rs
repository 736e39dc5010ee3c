//! `GET /api/v2/users/{userId}`: one person. A deleted one is found with `state=deleted` only. No permission needed.

use postern_model::{User, UserState};
use postern_org::Refusal;

use super::view::{self, Expand};
use crate::call::{Answer, Call, Reply};

/// Answers `User`.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    let deleted = call.query.get("state") == Some("deleted");
    let user = call.organization.user(id).filter(|user| (user.state == UserState::Deleted) == deleted);
    let user = user.ok_or_else(|| Refusal::resource_not_found("user", &id.to_string()))?;
    Reply::json(&view::user(&call.organization, user, &Expand::of(call)))
}
