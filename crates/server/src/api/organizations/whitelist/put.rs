//! `PUT /api/v2/organizations/whitelist`: replaces the list of sites that may embed the apps, and its switch.

use postern_org::{
    Draft,
    change::settings::{self, AuthenticationPatch},
};
use serde::Deserialize;

use crate::call::{Answer, Call, Reply};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    enable_whitelist: Option<bool>,
    domain_whitelist: Option<Vec<String>>,
}

/// Answers `OrgWhitelistSettings`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let body: Body = call.read()?;
    let patch = AuthenticationPatch {
        domain_allowlist_enabled: Some(body.enable_whitelist.unwrap_or(false)),
        domain_allowlist: Some(body.domain_whitelist.unwrap_or_default()),
        ..AuthenticationPatch::default()
    };
    settings::patch_authentication(draft, patch)?;
    Reply::json(&super::view(draft))
}
