//! `GET /api/v2/authorization/roles/{leftRoleId}/comparedefault/{rightRoleId}`: a role as it stands beside a default role.

use super::compare;
use crate::{
    call::{Answer, Call},
    fault::Fault,
};

/// Answers `DomainOrgRoleDifference`.
pub fn handle(call: &Call<'_>) -> Answer {
    let role = call.organization.role(call.id("leftRoleId")?).ok_or_else(Fault::not_found)?;
    compare(call, role)
}
