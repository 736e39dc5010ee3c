//! `PATCH /api/v2/authorization/roles/{roleId}`: merges into a role; `roleNeedsUpdate` is taken as given.

use postern_org::{Draft, change::roles};

use super::view::{RoleView, people};
use crate::call::{Answer, Call, Reply};

/// Answers `DomainOrganizationRole`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let role = roles::merge(draft, call.id("roleId")?, call.read()?)?;
    Reply::json(&RoleView::from(&*role).counted(Some(people(draft, role.id).len())))
}
