//! `GET /api/v2/routing/users/{userId}/utilization`.

use postern_model::User;
use postern_org::Refusal;

use crate::call::{Answer, Call, Reply};

/// Answers `AgentMaxUtilizationResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    call.organization.live_user(id).ok_or_else(Refusal::not_found)?;
    Reply::json(&super::view(&call.organization, id))
}
