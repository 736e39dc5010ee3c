//! `PUT /api/v2/users/{userId}/routingstatus`: people set their own; another's needs `presence:userPresence:edit`, as another's
//! presence does (inferred).

use postern_model::User;
use postern_org::{Draft, Refusal};
use serde_json::Value;

use super::super::presences::may_edit;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    realtime::routing,
};

/// Answers `RoutingStatus`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    let missing = || Refusal::new(404, "resource.not.found", format!("user `{id}` was not found"));
    let division = draft.live_user(id).ok_or_else(missing)?.division;
    if call.token.user != Some(id) && !may_edit(call, division) {
        let text = "setting another user's routing status needs the permission presence:userPresence:edit";
        return Err(Fault::new(403, "not.authorized", text));
    }
    let status = call.body.get("status").and_then(Value::as_str);
    let status = status.ok_or_else(|| Refusal::bad("general.bad.request", "`status` must not be null"))?;
    routing::set(draft, id, status)?;
    Reply::json(&routing::view(draft, id))
}
