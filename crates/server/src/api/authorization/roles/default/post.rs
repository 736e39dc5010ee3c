//! `POST /api/v2/authorization/roles/default`: adds the default roles that are missing; with `force=true` restores all.

use postern_org::{Draft, change::roles};

use super::listing;
use crate::call::{Answer, Call};

/// Answers `OrganizationRoleEntityListing` with every default role.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let roles = roles::restore_all(draft, call.query.flag("force", false))?;
    listing(call, draft, &roles)
}
