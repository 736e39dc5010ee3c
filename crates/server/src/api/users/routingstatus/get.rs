//! `GET /api/v2/users/{userId}/routingstatus`: whether and how a person takes interactions from queues.

use postern_model::User;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    realtime::routing,
};

/// Answers `RoutingStatus`.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    call.organization.live_user(id).ok_or_else(Fault::not_found)?;
    Reply::json(&routing::view(&call.organization, id))
}
