//! What people and groups are called elsewhere: an authority and the key it knows them by. Identity providers that do not
//! send an e-mail address name people so (help centre: SSO without e-mail address).

use postern_model::{Client, Id, User};
use serde_json::{Map, Value, json};

use crate::Organization;

/// The member of a person or group that keeps them.
const MEMBER: &str = "externalIds";

/// The external ids of one person or group, one key an authority, in order of the authorities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExternalIds(Vec<(String, String)>);

impl ExternalIds {
    /// Those kept among the other members of a person or group.
    pub fn of(other: &Map<String, Value>) -> Self {
        let entries = other.get(MEMBER).and_then(Value::as_array).into_iter().flatten();
        let text = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
        Self(entries.filter_map(|entry| Some((text(entry, "authorityName")?, text(entry, "externalKey")?))).collect())
    }

    /// Keeps them among the other members of a person or group.
    pub fn keep(&self, other: &mut Map<String, Value>) {
        if self.0.is_empty() {
            other.remove(MEMBER);
            return;
        }
        let entries = self.iter().map(|(authority, key)| json!({ "authorityName": authority, "externalKey": key }));
        other.insert(MEMBER.to_owned(), entries.collect());
    }

    /// Each authority with its key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(authority, key)| (authority.as_str(), key.as_str()))
    }

    /// The key that an authority has.
    pub fn key(&self, authority: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == authority).map(|(_, key)| key)
    }

    /// Gives an authority a key, or none.
    pub fn set(&mut self, authority: &str, key: Option<&str>) {
        match (self.0.iter_mut().find(|(name, _)| name == authority), key) {
            (Some((_, held)), Some(key)) => key.clone_into(held),
            (None, Some(key)) => {
                self.0.push((authority.to_owned(), key.to_owned()));
                self.0.sort_unstable();
            }
            (_, None) => self.0.retain(|(name, _)| name != authority),
        }
    }

    /// The authority of what a client calls `externalId` over SCIM, which is its own affair (RFC 7643 §3.1).
    pub fn scim_authority(client: Id<Client>) -> String {
        format!("{SCIM_CLIENT}{client}")
    }

    /// Whether an authority is that of some SCIM client.
    pub fn is_scim_client(authority: &str) -> bool {
        authority.starts_with(SCIM_CLIENT)
    }
}

const SCIM_CLIENT: &str = "scim:";

impl Organization {
    /// The living person whom `authority` knows by `key`; letter case counts.
    pub fn user_with_external_id(&self, authority: &str, key: &str) -> Option<&User> {
        self.external_ids.get(&(authority.to_owned(), key.to_owned())).and_then(|id| self.user(*id))
    }

    pub(crate) fn index_external_ids(&mut self, user: &User) {
        for entry in ExternalIds::of(&user.other).0 {
            self.external_ids.insert_mut(entry, user.id);
        }
    }

    pub(crate) fn unindex_external_ids(&mut self, user: &User) {
        for entry in ExternalIds::of(&user.other).0 {
            if self.external_ids.get(&entry) == Some(&user.id) {
                self.external_ids.remove_mut(&entry);
            }
        }
    }
}
