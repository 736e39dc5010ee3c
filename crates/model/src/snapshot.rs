//! The access state of one organization at one moment.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::{Map, Value};

use crate::{
    Client, Division, Evidence, Fact, Group, Profile, Provider, Role, Timestamp, User, grant::SubjectGrants, secret, sign_in::Consent,
};

/// The access state of one organization at one moment: from the local store, a live organization or a file.
/// Holds no secret when it leaves the process: client secrets are hashes, and [`Snapshot::redacted`] blanks those.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", remote = "Self")]
pub struct Snapshot {
    /// The form's version: [`VERSION`], or 1, which knows no unread resources.
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
    /// Queues, skills and everything else without rules of its own: each entity under its path without `/api/v2`. A file of
    /// version 1 has them plainly, or left them out where there were none.
    #[serde(default = "unread", deserialize_with = "resources")]
    pub resources: Fact<BTreeMap<String, Map<String, Value>>>,
    /// What was collected around the state: usage, audit events, trustees. Absent where nobody collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// The form of snapshots that this version writes.
pub const VERSION: u32 = 2;

/// What is known of resources where a file does not mention them.
const NOT_TOLD: &str = "the file has no resources";

fn unread() -> Fact<BTreeMap<String, Map<String, Value>>> {
    Fact::Unknown(NOT_TOLD.to_owned())
}

/// Reads resources as a fact, or as the plain map of version 1: its keys are paths.
fn resources<'de, D: Deserializer<'de>>(input: D) -> Result<Fact<BTreeMap<String, Map<String, Value>>>, D::Error> {
    let given = Map::deserialize(input)?;
    let plain = given.keys().all(|key| key.starts_with('/'));
    let read = if plain { BTreeMap::deserialize(Value::Object(given)).map(Fact::Known) } else { Fact::deserialize(Value::Object(given)) };
    read.map_err(D::Error::custom)
}

impl Serialize for Snapshot {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, output)
    }
}

impl<'de> Deserialize<'de> for Snapshot {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let mut snapshot = Self::deserialize(input)?;
        if snapshot.version < 2 && snapshot.resources == unread() {
            snapshot.resources = Fact::Known(BTreeMap::new());
        }
        Ok(snapshot)
    }
}

impl Snapshot {
    /// The same without the hashes of client secrets and whatever a stored entity holds under a secret's name: what leaves the
    /// process.
    pub fn redacted(mut self) -> Self {
        if let Fact::Known(clients) = &mut self.clients {
            clients.iter_mut().for_each(|client| client.secret_hash = [0; 32]);
        }
        if let Fact::Known(resources) = &mut self.resources {
            resources.values_mut().for_each(secret::blank_in);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use serde_json::json;

    use super::*;

    fn resources_of(text: Value) -> Fact<BTreeMap<String, Map<String, Value>>> {
        #[derive(Deserialize)]
        struct Part {
            #[serde(default = "unread", deserialize_with = "resources")]
            resources: Fact<BTreeMap<String, Map<String, Value>>>,
        }
        serde_json::from_value::<Part>(text).unwrap().resources
    }

    #[test]
    fn resources_are_known_or_unread_and_never_empty_by_mistake() {
        let entity = json!({ "/routing/skills/1": { "id": "1" } });
        let known = Fact::Known(serde_json::from_value(entity.clone()).unwrap());
        assert_eq!(resources_of(json!({ "resources": entity })), known, "as version 1 has them");
        assert_eq!(resources_of(json!({ "resources": { "known": entity } })), known);
        assert_eq!(resources_of(json!({ "resources": { "unknown": "no permission" } })), Fact::Unknown("no permission".to_owned()));
        assert_eq!(resources_of(json!({ "resources": {} })), Fact::Known(BTreeMap::new()));
        assert_eq!(resources_of(json!({})), unread());
    }
}
