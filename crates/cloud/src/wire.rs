//! The API's answers, reduced to what a snapshot holds: what is not named here is never kept, secrets first of all.
//! A field that the API description calls required, or that nothing can be said without, must be there.

mod around;

use std::collections::BTreeMap;

use postern_model::{ClientState, Id, Timestamp, UserState};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

pub(crate) use self::around::*;
use crate::listing::Listed;

/// API description: `DomainEntityRef` and everything else that refers by id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ref {
    pub id: String,
}

impl Ref {
    pub(crate) fn id<T>(&self) -> Option<Id<T>> {
        Id::parse(&self.id)
    }
}

/// Says of each entity what is its alone: its id.
macro_rules! listed_by_id {
    ($($name:ident),*) => {
        $(impl Listed for $name {
            fn key(&self) -> String {
                self.id.to_string()
            }
        })*
    };
}

listed_by_id!(Division, Role, User, Group, Member, Client, Domain, Trustee, Integration, Product, Provider, SubjectGrants);

/// A list that must be there, although `null` may stand for an empty one.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(input: D) -> Result<Vec<T>, D::Error> {
    Option::<Vec<T>>::deserialize(input).map(Option::unwrap_or_default)
}

/// API description: `TokenInfo`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Token {
    #[serde(rename = "OAuthClient", default)]
    pub client: Option<Ref>,
    #[serde(default)]
    pub organization: Option<Ref>,
}

/// API description: `Organization`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Organization {
    pub id: uuid::Uuid,
    pub name: String,
    #[serde(default)]
    pub third_party_org_name: Option<String>,
    #[serde(default)]
    pub version: Option<u64>,
    #[serde(default)]
    pub domain: Option<String>,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub product_platform: Option<String>,
    #[serde(default)]
    pub features: Option<BTreeMap<String, bool>>,
}

/// API description: `OrgAuthSettings`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Authentication {
    #[serde(default)]
    pub multifactor_authentication_required: Option<bool>,
    #[serde(default)]
    pub domain_allowlist_enabled: Option<bool>,
    #[serde(default)]
    pub domain_allowlist: Option<Vec<String>>,
    // An answer without it says nothing of addresses, so it must be there.
    pub ip_address_allowlist: Vec<String>,
    #[serde(default)]
    pub password_requirements: Option<Value>,
    #[serde(default)]
    pub inactivity_timeout_exclusions: Option<Vec<String>>,
    #[serde(default)]
    pub universal_logout: Option<bool>,
    #[serde(default)]
    pub token_storage_location: Option<String>,
}

/// API description: `RoleSettings`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RoleSettings {
    #[serde(default)]
    pub backfill_enabled: Option<bool>,
    #[serde(default)]
    pub authorization_grant_division_aware: Option<bool>,
    #[serde(default)]
    pub genesys_org_policy_bypass: Option<bool>,
}

/// API description: `IdleTokenTimeout`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IdleTimeout {
    #[serde(default)]
    pub idle_token_timeout_seconds: Option<u32>,
    pub enable_idle_token_timeout: bool,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// API description: `DomainOrganizationProduct`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Product {
    pub id: String,
}

/// API description: `DomainPermissionCollection`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Domain {
    pub id: String,
    #[serde(default)]
    pub domain: Option<String>,
    pub permission_map: BTreeMap<String, Vec<DomainPermission>>,
}

/// API description: `DomainPermission`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DomainPermission {
    #[serde(default)]
    pub domain: Option<String>,
    #[serde(default)]
    pub entity_type: Option<String>,
    pub action: String,
}

/// API description: `AuthzDivision`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Division {
    pub id: Id<postern_model::Division>,
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub home_division: Option<bool>,
}

/// API description: `DomainOrganizationRole`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Role {
    pub id: Id<postern_model::Role>,
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub default_role_id: Option<String>,
    #[serde(default)]
    pub permissions: Option<Vec<String>>,
    // A role whose policies are not shown says nothing of what it permits, so they must be there; `null` is none.
    #[serde(deserialize_with = "present")]
    pub permission_policies: Vec<Policy>,
    #[serde(default)]
    pub role_needs_update: Option<bool>,
    #[serde(default)]
    pub base: Option<bool>,
}

/// API description: `DomainPermissionPolicy`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Policy {
    pub domain: String,
    #[serde(default)]
    pub entity_name: Option<String>,
    #[serde(default)]
    pub action_set: Option<Vec<String>>,
    #[serde(default)]
    pub allow_conditions: Option<bool>,
    #[serde(default)]
    pub resource_condition_node: Option<Value>,
    #[serde(default)]
    pub named_resources: Option<Vec<String>>,
}

/// API description: `User`, with the expansions `authorization`, `groups`, `lasttokenissued` and `dateLastLogin`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct User {
    pub id: Id<postern_model::User>,
    pub name: String,
    #[serde(default)]
    pub email: Option<String>,
    pub state: UserState,
    #[serde(default)]
    pub version: Option<u64>,
    pub division: Ref,
    #[serde(default)]
    pub manager: Option<Ref>,
    #[serde(default)]
    pub groups: Option<Vec<Ref>>,
    #[serde(default)]
    pub authorization: Option<UserAuthorization>,
    #[serde(default)]
    pub last_token_issued: Option<LastToken>,
    #[serde(default)]
    pub date_last_login: Option<Timestamp>,
}

/// API description: `UserAuthorization`: the roles that a person holds somewhere, inherited ones too.
#[derive(Serialize, Deserialize)]
pub(crate) struct UserAuthorization {
    #[serde(default)]
    pub roles: Option<Vec<Ref>>,
}

/// API description: `OAuthLastTokenIssued`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LastToken {
    #[serde(default)]
    pub date_issued: Option<Timestamp>,
}

/// API description: `Group`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Group {
    pub id: Id<postern_model::Group>,
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub date_modified: Option<Timestamp>,
    #[serde(default)]
    pub member_count: Option<u64>,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub version: Option<u64>,
    pub r#type: String,
    #[serde(default)]
    pub rules_visible: Option<bool>,
    #[serde(default)]
    pub visibility: Option<String>,
    #[serde(default)]
    pub roles_enabled: Option<bool>,
    #[serde(default)]
    pub owners: Option<Vec<Ref>>,
}

/// A member of a group: of the `User` nothing but the id is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct Member {
    pub id: Id<postern_model::User>,
}

/// API description: `OAuthClient`. It can hold the secret, which is not named here.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Client {
    pub id: Id<postern_model::Client>,
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    pub authorized_grant_type: String,
    #[serde(default)]
    pub access_token_validity_seconds: Option<u32>,
    #[serde(default)]
    pub registered_redirect_uri: Option<Vec<String>>,
    #[serde(default)]
    pub scope: Option<Vec<String>>,
    #[serde(default)]
    pub role_divisions: Option<Vec<RoleDivision>>,
    #[serde(default)]
    pub state: Option<ClientState>,
    #[serde(default)]
    pub date_to_delete: Option<Timestamp>,
    #[serde(default)]
    pub date_created: Option<Timestamp>,
    #[serde(default)]
    pub date_modified: Option<Timestamp>,
    #[serde(default)]
    pub created_by: Option<Ref>,
    #[serde(default)]
    pub modified_by: Option<Ref>,
}

/// API description: `RoleDivision`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RoleDivision {
    pub role_id: Id<postern_model::Role>,
    pub division_id: String,
}

/// API description: `SAMLProvider`, `PureCloud`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Provider {
    pub id: String,
    #[serde(default)]
    pub disabled: Option<bool>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// API description: `AuthzGrant`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Grant {
    pub subject_id: uuid::Uuid,
    pub division: Ref,
    pub role: GrantRole,
    #[serde(default)]
    pub grant_made_at: Option<Timestamp>,
}

/// API description: `AuthzGrantRole`.
#[derive(Serialize, Deserialize)]
pub(crate) struct GrantRole {
    pub id: Id<postern_model::Role>,
}

impl Listed for Grant {
    fn key(&self) -> String {
        format!("{} {} {}", self.subject_id, self.role.id, self.division.id)
    }
}

/// API description: `SubjectDivisionGrants`.
#[derive(Serialize, Deserialize)]
pub(crate) struct SubjectGrants {
    pub id: uuid::Uuid,
    pub r#type: String,
    #[serde(default)]
    pub divisions: Option<Vec<Ref>>,
}
