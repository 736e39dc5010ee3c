//! `/api/v2/organizations/whitelist`: the deprecated twin of `domainAllowlist`, and of `…/embeddedintegration`.

pub mod get;
pub mod put;

use postern_org::Organization;
use serde_json::{Value, json};

/// API description: `OrgWhitelistSettings`, `EmbeddedIntegration`.
fn view(organization: &Organization) -> Value {
    let settings = &organization.profile().authentication;
    json!({ "enableWhitelist": settings.domain_allowlist_enabled, "domainWhitelist": settings.domain_allowlist })
}
