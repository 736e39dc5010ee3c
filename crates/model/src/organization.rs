//! The organization itself and its switches.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{EntryPolicy, Settings, Timestamp};

/// The organization's own record and its settings: one stored document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The id.
    pub id: Uuid,
    /// Display name.
    pub name: String,
    /// Short name, globally unique and fixed; what `orgName` and the SAML attribute `OrganizationName` carry.
    pub third_party_org_name: String,
    /// Rises with every write of the organization's record.
    pub version: u64,
    /// Everything else of the record as the API shows it (`defaultCountryCode`, `domain`, `features`, …).
    pub other: serde_json::Map<String, Value>,
    /// Authentication settings (API description: `OrgAuthSettings`).
    pub authentication: Authentication,
    /// Inactivity timeout (API description: `IdleTokenTimeout`).
    pub idle: IdleTimeout,
    /// Role settings (API description: `RoleSettings`).
    pub roles: RoleSettings,
    /// Analysis settings (API description: `AuthorizationSettings`).
    pub analysis: Value,
    /// Ids of the products the organization has.
    pub products: Vec<String>,
    /// The organization's own rules for who comes in; the real service has nothing like it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<EntryPolicy>,
    /// Behaviours that are not established, as chosen for this organization.
    #[serde(default)]
    pub settings: Settings,
}

/// Authentication settings of the organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Authentication {
    /// Native login asks for a second factor.
    pub multifactor_authentication_required: bool,
    /// Whether only listed sites may embed the apps.
    pub domain_allowlist_enabled: bool,
    /// Those sites.
    pub domain_allowlist: Vec<String>,
    /// IPv4 networks in CIDR notation that requests may come from; empty: any address.
    pub ip_address_allowlist: Vec<String>,
    /// Rules for new passwords, as the API shows them.
    pub password_requirements: Value,
    /// APIs whose calls do not count as activity.
    pub inactivity_timeout_exclusions: Vec<String>,
    /// Whether signing out ends every session.
    pub universal_logout: bool,
    /// Where browsers keep tokens: `persistent` or `session`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_storage_location: Option<String>,
}

/// Inactivity timeout of access tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdleTimeout {
    /// Whether idle tokens die.
    pub enable_idle_token_timeout: bool,
    /// After how many seconds, 300 to 28,800.
    pub idle_token_timeout_seconds: u32,
    /// When it was switched on; a token idles from then at the earliest. Not on the wire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Everything else as written (`inactivityTimeoutUnit`, group bundles).
    #[serde(flatten)]
    pub other: serde_json::Map<String, Value>,
}

/// How role grants are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleSettings {
    /// Whether shipped roles receive new permissions.
    pub backfill_enabled: bool,
    /// Whether adding and removing grants is itself checked in the grant's division.
    pub authorization_grant_division_aware: bool,
    /// Whether the vendor's own people are exempt from access policies; kept, without effect.
    #[serde(default)]
    pub genesys_org_policy_bypass: bool,
}
