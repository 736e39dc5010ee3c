//! `/api/v2/authorization/settings`.

pub mod get;
pub mod patch;

use postern_model::Profile;
use serde_json::{Value, json};

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] =
    &[("get_authorization_settings", Handler::Read(get::handle)), ("patch_authorization_settings", Handler::Write(patch::handle))];

/// API description: `AuthorizationSettings`. No analysis runs, so its dates are absent.
fn view(profile: &Profile) -> Value {
    json!({
        "id": profile.id,
        "analysisEnabled": profile.analysis["analysisEnabled"],
        "analysisDays": profile.analysis["analysisDays"],
        "selfUri": "/api/v2/authorization/settings",
    })
}
