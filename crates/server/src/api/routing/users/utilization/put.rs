//! `PUT /api/v2/routing/users/{userId}/utilization`: gives a person a utilization of his own. `DELETE` takes it away again.

use postern_model::User;
use postern_org::{Draft, Refusal};

use crate::call::{Answer, Call, Reply};

/// Answers `AgentMaxUtilizationResponse`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    let name = draft.live_user(id).ok_or_else(Refusal::not_found)?.name.clone();
    let mut given = call.body.as_object().cloned().unwrap_or_default();
    given.retain(|_, value| !value.is_null());
    draft.put_resource(&super::path(id), given);
    draft.log("Routing", "Update", ("Utilization", &id.to_string(), &name), Vec::new());
    Reply::json(&super::view(draft, id))
}
