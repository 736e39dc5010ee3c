//! `GET /api/v2/users/me`: the person the token acts for. The door refuses tokens without one.

use postern_org::Refusal;
use serde_json::json;

use super::super::{
    super::organizations,
    view::{self, Expand},
};
use crate::call::{Answer, Call, Reply};

/// Answers `UserMe`.
pub fn handle(call: &Call<'_>) -> Answer {
    let user = call.token.user.and_then(|id| call.organization.live_user(id));
    let user = user.ok_or_else(|| Refusal::resource_not_found("user", "me"))?;
    let expand = Expand::of(call);
    let mut view = view::user(&call.organization, user, &expand);
    if expand.wants("date") {
        view["date"] = json!({ "currentDate": call.now });
    }
    if expand.wants("organization") {
        view["organization"] = organizations::me::view::view(&call.organization);
    }
    Reply::json(&view)
}
