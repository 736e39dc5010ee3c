//! `POST /api/v2/authorization/roles/{leftRoleId}/comparedefault/{rightRoleId}`: a role as the body would leave it beside
//! a default role. Nothing is saved.

use postern_org::change::roles;

use super::compare;
use crate::{
    call::{Answer, Call},
    fault::Fault,
};

/// Answers `DomainOrgRoleDifference`.
pub fn handle(call: &Call<'_>) -> Answer {
    let saved = call.organization.role(call.id("leftRoleId")?).ok_or_else(Fault::not_found)?;
    let unsaved = roles::preview(call.catalog(), saved, call.read()?)?;
    compare(call, &unsaved)
}
