//! `PUT /api/v2/authorization/roles/settings`: replaces the role settings.

use postern_org::{Draft, change::organization};

use super::RoleSettingsView;
use crate::call::{Answer, Call, Reply};

/// Answers `RoleSettings`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    organization::set_role_settings(draft, call.read()?)?;
    Reply::json(&RoleSettingsView::from(draft.profile()))
}
