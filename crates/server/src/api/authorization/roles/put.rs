//! `PUT /api/v2/authorization/roles/{roleId}`: replaces a role; a default role is edited by it.

use postern_org::{Draft, change::roles};

use super::view::{RoleView, people};
use crate::call::{Answer, Call, Reply};

/// Answers `DomainOrganizationRole`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let role = roles::replace(draft, call.id("roleId")?, call.read()?)?;
    Reply::json(&RoleView::from(&*role).counted(Some(people(draft, role.id).len())))
}
