//! `GET /api/v2/authorization/roles/settings`: how roles are kept up to date and grants are checked.

use super::RoleSettingsView;
use crate::call::{Answer, Call, Reply};

/// Answers `RoleSettings`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&RoleSettingsView::from(call.organization.profile()))
}
