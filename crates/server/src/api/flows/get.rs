//! `GET /api/v2/flows/{flowId}`: a flow, also one that was deleted where `deleted=true` asks for it.

use crate::{
    call::{Answer, Call, Reply},
    generic,
};

/// Answers `Flow`; 410 for a deleted one that was not asked for.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.param("flowId");
    let resources = call.organization.resources();
    let deleted = || resources.get(&format!("{}/{id}", super::DELETED)).filter(|_| call.query.flag("deleted", false));
    let flow = resources.get(&format!("/flows/{id}")).or_else(deleted);
    let flow = flow.ok_or_else(|| super::missing(&call.organization, &id))?;
    Reply::json(&generic::shown(call, &call.organization, flow))
}
