//! Who is editing a flow. A lock is a person's, or a machine client's.

use std::sync::Arc;

use postern_model::{Client, Id, Subject, SubjectKind, User};
use postern_org::{Draft, Organization, Resource};
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    stored,
};

/// Whoever acts: a client, for a person or for itself.
#[derive(Clone, Copy)]
pub struct Editor {
    pub client: Option<Id<Client>>,
    pub user: Option<Id<User>>,
}

impl Editor {
    /// The caller.
    pub fn of(call: &Call<'_>) -> Self {
        Self { client: Some(call.token.client), user: call.token.user }
    }

    /// Whose grants count.
    pub fn subject(self) -> Option<Subject> {
        let person = self.user.map(|user| Subject { kind: SubjectKind::User, id: user.uuid() });
        person.or_else(|| self.client.map(|client| Subject { kind: SubjectKind::Client, id: client.uuid() }))
    }

    /// The field of a person and that of a machine; the one that is named is given to the other's place in `entity`.
    pub fn note(self, organization: &Organization, entity: &mut Map<String, Value>, person: &str, machine: &str) {
        entity.remove(person);
        entity.remove(machine);
        match (self.user, self.client) {
            (Some(user), _) => drop(entity.insert(person.to_owned(), json!({ "id": user }))),
            (None, Some(client)) => {
                let name = organization.client(client).map(|client| client.name.clone());
                entity.insert(
                    machine.to_owned(),
                    json!({ "id": client, "name": name, "selfUri": format!("/api/v2/oauth/clients/{client}") }),
                );
            }
            (None, None) => {}
        }
    }

    /// Whether a flow is open to this one: locked by nobody else.
    pub fn may_edit(self, flow: &Map<String, Value>) -> bool {
        let holder = |field: &str| flow.get(field).and_then(|holder| holder.get("id")).and_then(Value::as_str);
        let mine = match (self.user, self.client) {
            (Some(user), _) => user.to_string(),
            (None, Some(client)) => client.to_string(),
            (None, None) => String::new(),
        };
        [holder("lockedUser"), holder("lockedClient")].into_iter().flatten().all(|holder| holder == mine)
    }
}

/// Takes every lock off.
pub fn release(flow: &mut Map<String, Value>) {
    flow.remove("lockedUser");
    flow.remove("lockedClient");
}

/// The flow that the query names.
pub fn named(call: &Call<'_>, draft: &Draft<'_>) -> Result<Arc<Resource>, Fault> {
    let id = call.query.get("flow").unwrap_or_default();
    let flow = stored::item(draft, "/flows", id).map(Arc::clone);
    flow.map_err(|_| Fault::new(404, "architect.flow.not.found", format!("flow `{id}` was not found")))
}

/// Keeps the changed flow and answers it.
pub fn keep(call: &Call<'_>, draft: &mut Draft<'_>, path: &str, flow: Map<String, Value>) -> Answer {
    let flow = draft.put_resource(path, flow);
    Reply::json(&crate::generic::shown(call, draft, &flow))
}
