//! `GET /api/v2/authorization/roles/{roleId}`: one role, with the number of people who hold it unless `userCount=false`.

use super::view::{RoleView, people};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers `DomainOrganizationRole`.
pub fn handle(call: &Call<'_>) -> Answer {
    let role = call.organization.role(call.id("roleId")?).ok_or_else(Fault::not_found)?;
    let count = call.query.flag("userCount", true).then(|| people(&call.organization, role.id).len());
    Reply::json(&RoleView::from(role).counted(count).expanded(&call.query.list("expand")))
}
