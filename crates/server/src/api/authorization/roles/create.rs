//! `POST /api/v2/authorization/roles`: makes a custom role.

use postern_org::{Draft, change::roles};

use super::view::RoleView;
use crate::call::{Answer, Call, Reply};

/// Answers 200 and `DomainOrganizationRole`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let role = roles::create(draft, call.read()?)?;
    Reply::json(&RoleView::from(&*role).counted(Some(0)))
}
