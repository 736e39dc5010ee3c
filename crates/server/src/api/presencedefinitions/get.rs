//! `GET /api/v2/presencedefinitions/{presenceId}`: one definition.

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    realtime::presence,
};

/// Answers `OrganizationPresence`.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.param("presenceId");
    let found = presence::definitions(&call.organization).into_iter().find(|definition| definition.id() == id);
    Reply::json(&super::view(&*found.ok_or_else(Fault::not_found)?))
}
