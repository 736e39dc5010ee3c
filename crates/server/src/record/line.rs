//! The lines of a recording: what it starts from, then a request with its answer each.

use std::collections::BTreeMap;

use postern_model::Settings;
use postern_org::{Organization, fresh::Founded};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::secrets::Secrets;

/// The first line: how to start an organization in which the conversation can be repeated.
#[derive(Serialize)]
pub(super) struct Start {
    /// The form of the lines.
    conversation: u32,
    recorded_by: &'static str,
    demo: bool,
    /// The settings that are not as usual.
    settings: BTreeMap<&'static str, String>,
    /// What is there before the first request.
    given: Vec<Given>,
}

/// Something that is there, by its kind and name.
#[derive(Serialize)]
struct Given {
    what: &'static str,
    name: String,
    id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

/// The form of the lines that this version writes.
const FORM: u32 = 1;

impl Start {
    pub(super) fn of(organization: &Organization, founded: &Founded, demo: bool, secrets: &mut Secrets) -> Self {
        let mut told = BTreeMap::from([(founded.client_id.uuid(), founded.client_secret.as_str())]);
        told.extend(founded.demo_clients.iter().map(|key| (key.client_id.uuid(), key.client_secret.as_str())));
        let profile = organization.profile();
        let usual = Settings::default();
        let settings = profile.settings.iter().filter(|(row, value)| usual.get(row.key).as_ref() != Some(value));
        let given = |what, name: &str, id| Given { what, name: name.to_owned(), id, secret: None };
        let mut all = vec![given("organization", &profile.name, profile.id)];
        all.extend(organization.divisions().map(|one| given("division", &one.name, one.id.uuid())));
        all.extend(organization.roles().map(|one| given("role", &one.name, one.id.uuid())));
        all.extend(organization.users().map(|one| given("user", &one.email, one.id.uuid())));
        all.extend(organization.groups().map(|one| given("group", &one.name, one.id.uuid())));
        let mut clients: Vec<_> = organization.clients().collect();
        clients.sort_by(|one, other| one.name.cmp(&other.name));
        all.extend(clients.into_iter().map(|one| Given {
            secret: told.get(&one.id.uuid()).map(|secret| secrets.marker(secret)),
            ..given("client", &one.name, one.id.uuid())
        }));
        let recorded_by = concat!("Postern ", env!("CARGO_PKG_VERSION"));
        Self { conversation: FORM, recorded_by, demo, settings: settings.map(|(row, value)| (row.key, value)).collect(), given: all }
    }
}

/// A request with its answer. Bodies that are JSON stand as such, others as text.
#[derive(Debug, Default, Serialize)]
pub(super) struct Exchange {
    /// Its place in the conversation.
    pub(super) at: u64,
    /// The name of the client that asked.
    pub(super) who: Option<String>,
    /// The client's id, where the request brought it: at the token endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) client: Option<String>,
    /// The marker of the token or secret that was presented.
    pub(super) credential: Option<String>,
    pub(super) method: String,
    pub(super) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) query: Option<String>,
    /// The few headers that change an answer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) headers: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) request: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "requestText")]
    pub(super) request_text: Option<String>,
    pub(super) status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) response: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "responseText")]
    pub(super) response_text: Option<String>,
}
