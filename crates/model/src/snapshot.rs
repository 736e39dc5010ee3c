//! The access state of one organization at one moment.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Client, Division, Evidence, Fact, Group, Profile, Provider, Role, Timestamp, User, grant::SubjectGrants, secret, sign_in::Consent,
};

/// The access state of one organization at one moment: from the local store, a live organization or a file.
/// Holds no secret when it leaves the process: client secrets are hashes, and [`Snapshot::redacted`] blanks those.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// The form's version: [`VERSION`].
    pub version: u32,
    /// When it was taken.
    pub taken: Timestamp,
    /// The organization and its settings.
    pub organization: Profile,
    /// Divisions.
    pub divisions: Fact<Vec<Division>>,
    /// Roles.
    pub roles: Fact<Vec<Role>>,
    /// Grants by subject.
    pub grants: Fact<Vec<SubjectGrants>>,
    /// People.
    pub users: Fact<Vec<User>>,
    /// Groups.
    pub groups: Fact<Vec<Group>>,
    /// OAuth clients.
    pub clients: Fact<Vec<Client>>,
    /// Identity providers.
    pub providers: Fact<Vec<Provider>>,
    /// What was consented to, where scopes are enforced.
    #[serde(default)]
    pub consents: Vec<Consent>,
    /// Serials of single tokens revoked before their end, with that end.
    #[serde(default)]
    pub revoked: Vec<(u64, Timestamp)>,
    /// Queues, skills and everything else without rules of its own: each entity under its path without `/api/v2`. A file
    /// that does not mention them is from before any were kept.
    #[serde(default = "none")]
    pub resources: Fact<Entities>,
    /// What was collected around the state: usage, audit events, trustees. Absent where nobody collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// Stored entities by their paths.
pub type Entities = BTreeMap<String, Map<String, Value>>;

/// The form of snapshots.
pub const VERSION: u32 = 1;

fn none() -> Fact<Entities> {
    Fact::Known(Entities::new())
}

impl Snapshot {
    /// The same without the hashes of client secrets, user names and passwords in web addresses, and whatever a stored entity holds
    /// under a secret's name: what leaves the process.
    pub fn redacted(mut self) -> Self {
        if let Fact::Known(clients) = &mut self.clients {
            for client in clients {
                client.secret_hash = [0; 32];
                client.redirect_uris.iter_mut().for_each(secret::drop_user);
            }
        }
        if let Fact::Known(providers) = &mut self.providers {
            let texts = providers.iter_mut().flat_map(|provider| provider.other.values_mut());
            texts.for_each(|value| {
                if let serde_json::Value::String(text) = value {
                    secret::drop_user(text)
                }
            });
        }
        if let Fact::Known(resources) = &mut self.resources {
            resources.values_mut().for_each(secret::blank_in);
        }
        self
    }
}
