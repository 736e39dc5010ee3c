//! `PUT /api/v2/organizations/ipaddressauthentication`: replaces the allowlist.

use postern_org::{Draft, change::settings};
use serde::Deserialize;

use crate::call::{Answer, Call, Reply};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    network_whitelist: Option<Vec<String>>,
}

/// Answers `IpAddressAuthentication`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let body: Body = call.read()?;
    settings::put_ip_allowlist(draft, body.network_whitelist.unwrap_or_default())?;
    Reply::json(&super::view(draft))
}
