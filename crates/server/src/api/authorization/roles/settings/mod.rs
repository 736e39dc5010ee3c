//! `/api/v2/authorization/roles/settings`.

pub mod get;
pub mod put;

use postern_model::{Profile, organization::RoleSettings};
use serde::Serialize;

/// Role settings on the wire (API description: `RoleSettings`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RoleSettingsView {
    #[serde(flatten)]
    settings: RoleSettings,
    self_uri: &'static str,
}

impl From<&Profile> for RoleSettingsView {
    fn from(profile: &Profile) -> Self {
        Self { settings: profile.roles, self_uri: "/api/v2/authorization/roles/settings" }
    }
}
