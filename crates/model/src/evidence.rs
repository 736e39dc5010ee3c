//! What an auditor goes by beyond the access state: where it was read, who used what, which doors stand beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{Client, ClientState, Fact, Id, Timestamp, User};

/// What was collected around an organization's access state. Never a secret, never the value of a changed property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Where it was read.
    pub source: Source,
    /// How many days of usage and audit events were asked for.
    pub window_days: u32,
    /// Pieces of the access state that could not be read, with the reason. The state holds defaults there, which say nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unread: BTreeMap<Piece, String>,
    /// The permissions that this organization has: they differ with its products (`GET /api/v2/authorization/permissions`).
    pub permissions: Fact<Vec<String>>,
    /// Organizations whose people may come in here (`GET /api/v2/orgauthorization/trustees`).
    pub trustees: Fact<Vec<Trustee>>,
    /// Clients of others that this organization let in (`GET /api/v2/oauth/authorizations`).
    pub authorizations: Fact<Vec<Authorization>>,
    /// Integrations, and which of them hold the credentials of a client (`GET /api/v2/integrations`).
    pub integrations: Fact<Vec<Integration>>,
    /// Access policies, as the API shows them.
    pub access_policies: Fact<Vec<Value>>,
    /// Requests by client and operation within the window; counted daily and up to a day late (API description).
    pub usage: Fact<Vec<Usage>>,
    /// Audit events of the services that deal with access, within the window.
    pub audits: Fact<Vec<Audited>>,
}

impl Evidence {
    /// Evidence of `source` of which nothing was collected, because of `why`.
    pub fn uncollected(source: Source, why: &str) -> Self {
        Self {
            source,
            window_days: 0,
            unread: BTreeMap::new(),
            permissions: Fact::Unknown(why.to_owned()),
            trustees: Fact::Unknown(why.to_owned()),
            authorizations: Fact::Unknown(why.to_owned()),
            integrations: Fact::Unknown(why.to_owned()),
            access_policies: Fact::Unknown(why.to_owned()),
            usage: Fact::Unknown(why.to_owned()),
            audits: Fact::Unknown(why.to_owned()),
        }
    }
}

/// Where an organization was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// An official region, another address, or a local organization's own word.
    pub kind: SourceKind,
    /// The API host, such as `api.mypurecloud.de`, or the address.
    pub host: String,
    /// The client that read it, if a client did: it is an auditor itself and shows up among the clients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<Id<Client>>,
    /// How many requests it took.
    pub requests: u32,
}

/// What kind of place an organization was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// An official region, over the platform API.
    Region,
    /// Another address that speaks the platform API.
    Address,
    /// A local organization that told its own state.
    Local,
}

/// A piece of the access state that can be unread by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// The organization's own record.
    Organization,
    /// Authentication settings, with the address list.
    Authentication,
    /// The inactivity timeout.
    IdleTimeout,
    /// Role settings.
    RoleSettings,
    /// Whether people can sign in with the platform's own passwords.
    NativeLogin,
    /// When people last got a token, and last signed in with a password.
    Activity,
    /// When clients got their secrets; the API shows it nowhere.
    SecretAge,
    /// Whether scopes are enforced; the API shows it nowhere.
    ScopeEnforcement,
}

/// An organization whose people may come in (API description: `Trustee`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Trustee {
    /// The other organization.
    pub organization: Uuid,
    /// Its name, if it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the pairing is in force.
    pub enabled: bool,
    /// Whether its people reach everything.
    #[serde(default)]
    pub full_access: bool,
    /// When the pairing ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
}

/// A client that was let in (API description: `OAuthAuthorization`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Authorization {
    /// The client.
    pub client: String,
    /// Its name, if it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `Unauthorized`, `Requested`, `Authorized` or `Revoked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The client's own state, if it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_state: Option<ClientState>,
}

/// An integration (API description: `Integration`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Integration {
    /// The id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its type's id, such as `purecloud-data-actions`.
    pub kind: String,
    /// `ENABLED`, `DISABLED` or `DELETED`.
    pub state: String,
    /// The client whose credentials it holds, where that can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Id<Client>>,
}

/// How often a client used an operation (API description: `OAuthClient…UsageResult`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
    /// The client.
    pub client: Id<Client>,
    /// The person it acted for, where that is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Id<User>>,
    /// `GET`, `POST`, …
    pub method: String,
    /// The path as a template without a leading slash: `api/v2/routing/queues/{queueId}`.
    pub template: String,
    /// Requests in all.
    pub requests: u64,
    /// Those that failed with 4xx, 429 among them; 401 and 403 are not told apart.
    pub status400: u64,
    /// Those that were refused with 429.
    pub status429: u64,
}

impl Usage {
    /// How many requests were answered with something else than a refusal.
    pub fn accepted(&self) -> u64 {
        self.requests.saturating_sub(self.status400)
    }
}

/// An audit event, without the values of what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Audited {
    /// When.
    pub at: Timestamp,
    /// `PeoplePermissions`, …
    pub service: String,
    /// `Create`, `Delete`, …
    pub action: String,
    /// `OAuthClient`, `Role`, …
    pub entity_type: String,
    /// Which one.
    pub entity: String,
    /// Who did it, if it was a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Id<User>>,
    /// With which client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Id<Client>>,
    /// Names of the properties that changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<String>,
}
