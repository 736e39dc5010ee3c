//! What a plan does to the identity plane: the changes of roles, divisions, groups, users, clients, identity providers and
//! sign-in settings, in a form of their own. Passwords and secrets are not read.

use serde_json::{Map, Value};

use super::attribute::{Attribute, Reference};

/// A change of one identity resource.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedChange {
    /// The resource's address: `module.line["Cards"].genesyscloud_group.agents`.
    pub address: String,
    /// What happens to it.
    pub action: Action,
    /// Before and after.
    pub what: Planned,
}

/// What happens to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It is made; there is no `before`.
    Create,
    /// It is changed in place.
    Update,
    /// It is taken away; there is no `after`.
    Delete,
    /// It is taken away and made anew, with another id.
    Replace,
}

/// A resource before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides<T> {
    /// As it is; `None` if it is made.
    pub before: Option<T>,
    /// As it will be; `None` if it is taken away.
    pub after: Option<T>,
}

/// An identity resource, by its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Planned {
    /// `genesyscloud_auth_role`.
    Role(Sides<RolePlan>),
    /// `genesyscloud_auth_division`.
    Division(Sides<DivisionPlan>),
    /// `genesyscloud_group`.
    Group(Sides<GroupPlan>),
    /// `genesyscloud_group_roles`: the whole list of a group's own roles. Taking the resource away leaves the grants
    /// (provider source).
    GroupRoles(Sides<GrantsPlan>),
    /// `genesyscloud_user`.
    User(Sides<UserPlan>),
    /// `genesyscloud_user_roles`: the whole list of a user's own roles. Taking the resource away leaves the grants (provider
    /// source).
    UserRoles(Sides<GrantsPlan>),
    /// `genesyscloud_oauth_client`.
    Client(Sides<ClientPlan>),
    /// `genesyscloud_idp_…`: the kind as it stands in the API's path, such as `adfs` or `generic`.
    Provider(String, Sides<ProviderPlan>),
    /// `genesyscloud_organization_authentication_settings`. Taking the resource away leaves the settings (provider source).
    Authentication(Sides<AuthenticationPlan>),
    /// `genesyscloud_orgauthorization_pairing`. Taking the resource away leaves the pairing (provider source).
    Pairing(Sides<PairingPlan>),
}

impl Planned {
    /// Whether taking the resource away changes nothing in the organization (provider source).
    pub const fn outlives_its_resource(&self) -> bool {
        matches!(self, Self::GroupRoles(_) | Self::UserRoles(_) | Self::Authentication(_) | Self::Pairing(_))
    }
}

/// A role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RolePlan {
    /// Its id, once it has one.
    pub id: Attribute<String>,
    /// Its name.
    pub name: Attribute<String>,
    /// Its text.
    pub description: Attribute<String>,
    /// The key of the shipped role that is edited, such as `employee`; taking the resource away restores that role.
    pub default_role_id: Attribute<String>,
    /// Legacy flat names.
    pub permissions: Attribute<Vec<String>>,
    /// The whole list of its policies.
    pub policies: Attribute<Vec<PolicyPlan>>,
}

/// A policy of a role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyPlan {
    /// First word of the permission.
    pub domain: Attribute<String>,
    /// Second word; may be `*`.
    pub entity_name: Attribute<String>,
    /// Third words; may hold `*`.
    pub action_set: Attribute<Vec<String>>,
    /// The condition, if there is one, as the provider writes it: `conjunction`, `terms`.
    pub condition: Attribute<Value>,
}

/// A division.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DivisionPlan {
    /// Its id, once it has one.
    pub id: Attribute<String>,
    /// Its name.
    pub name: Attribute<String>,
    /// Its text.
    pub description: Attribute<String>,
    /// Whether it is the home division, which is edited and never taken away.
    pub home: Attribute<bool>,
}

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupPlan {
    /// Its id, once it has one.
    pub id: Attribute<String>,
    /// Its name.
    pub name: Attribute<String>,
    /// `official` or `social`.
    pub kind: Attribute<String>,
    /// Who sees it: `public`, `owners` or `members`.
    pub visibility: Attribute<String>,
    /// Whether its members inherit its roles.
    pub roles_enabled: Attribute<bool>,
    /// Whether owners count as members.
    pub include_owners: Attribute<bool>,
    /// The whole list of members; unset: not managed.
    pub members: Attribute<Vec<Reference>>,
    /// The whole list of owners; unset: none.
    pub owners: Attribute<Vec<Reference>>,
}

/// The roles of a group or user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantsPlan {
    /// Whose roles.
    pub subject: Attribute<Reference>,
    /// The whole list.
    pub grants: Attribute<Vec<GrantPlan>>,
}

/// A role, and where it is held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantPlan {
    /// The role.
    pub role: Attribute<Reference>,
    /// Where; `*`: everywhere; unset or empty: in the home division.
    pub divisions: Attribute<Vec<Reference>>,
}

/// A user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserPlan {
    /// The id, once there is one.
    pub id: Attribute<String>,
    /// The full name.
    pub name: Attribute<String>,
    /// The e-mail address, which is the user name.
    pub email: Attribute<String>,
    /// `active` or `inactive`.
    pub state: Attribute<String>,
    /// Where the user lives; unset: in the home division.
    pub division: Attribute<Reference>,
}

/// An OAuth client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientPlan {
    /// Its id, once it has one.
    pub id: Attribute<String>,
    /// Its name.
    pub name: Attribute<String>,
    /// The grant as the provider writes it: `CLIENT-CREDENTIALS`, `CODE`, …
    pub grant_type: Attribute<String>,
    /// `active` or `inactive`.
    pub state: Attribute<String>,
    /// Life of an access token in seconds.
    pub token_seconds: Attribute<i64>,
    /// Redirect addresses.
    pub redirect_addresses: Attribute<Vec<String>>,
    /// Scopes.
    pub scopes: Attribute<Vec<String>>,
    /// The whole list of its roles, each with one division at most.
    pub grants: Attribute<Vec<GrantPlan>>,
    /// Where the provider leaves the secret.
    pub secret: SecretPlaces,
}

/// Where the provider leaves a client's secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretPlaces {
    /// In Terraform's state (`expose_client_secret`).
    pub state: bool,
    /// In a file in this folder (`directory_client_secret`).
    pub folder: Option<String>,
    /// In an integration's credential of this name (`integration_credential_name`).
    pub credential: Option<String>,
}

/// An identity provider.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProviderPlan {
    /// Its record in the API's words (`issuerURI`, `ssoTargetURI`, `certificates`, `disabled`, …), as far as it is known.
    pub record: Map<String, Value>,
    /// Members of the record that are known only later.
    pub later: Vec<&'static str>,
}

impl ProviderPlan {
    /// Whether it sets this member of the record.
    pub fn says(&self, member: &str) -> bool {
        self.record.contains_key(member) || self.later.contains(&member)
    }
}

/// Sign-in settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthenticationPlan {
    /// Whether a second factor is wanted.
    pub second_factor: Attribute<bool>,
    /// Networks that requests may come from.
    pub networks: Attribute<Vec<String>>,
    /// Whether the list of domains counts.
    pub domains_enabled: Attribute<bool>,
    /// Domains that may embed the applications.
    pub domains: Attribute<Vec<String>>,
    /// Rules for passwords in the API's words (`minimumLength`, …), as far as they are known.
    pub passwords: Map<String, Value>,
    /// Whether idle tokens end.
    pub idle_enabled: Attribute<bool>,
    /// After how many seconds.
    pub idle_seconds: Attribute<i64>,
}

/// A request of another organization's people for access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairingPlan {
    /// Users of the other organization.
    pub users: Attribute<Vec<Reference>>,
    /// Groups of the other organization.
    pub groups: Attribute<Vec<Reference>>,
}
