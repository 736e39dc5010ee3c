//! `/api/v2/organizations/ipaddressauthentication`: the deprecated twin of `ipAddressAllowlist`.

pub mod get;
pub mod put;

use postern_org::Organization;
use serde_json::{Value, json};

/// API description: `IpAddressAuthentication`.
fn view(organization: &Organization) -> Value {
    json!({ "networkWhitelist": organization.profile().authentication.ip_address_allowlist })
}
