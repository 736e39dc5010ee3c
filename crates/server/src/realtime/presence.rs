//! A person's presence: stored under `/users/{userId}/presences/purecloud` once somebody set it.

use std::sync::Arc;

use postern_model::{Id, User};
use postern_org::{Draft, Organization, Refusal, Resource};
use postern_resources::items;
use serde_json::{Map, Value, json};

use super::routing;

/// Where the definitions are.
const DEFINITIONS: &str = "/presence/definitions";
/// What somebody is who never set a presence (inferred).
const OFFLINE: &str = "ccf3c10a-aa2c-4845-8e8d-f59fa48c58e5";
/// The system presence of people who take interactions from queues, as definitions spell it.
pub(crate) const ON_QUEUE: &str = "OnQueue";

/// A person's presence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Presence {
    /// The id of its definition.
    pub(crate) definition: String,
    /// The system presence under it, as definitions spell it: `OnQueue`.
    pub(crate) system: String,
    message: String,
    /// When it was set; nothing where it never was.
    modified: Option<String>,
}

/// Every definition: shipped and the organization's own, by name.
pub(crate) fn definitions(organization: &Organization) -> Vec<Arc<Resource>> {
    let mut found = items(organization, DEFINITIONS);
    found.sort_by_cached_key(|definition| definition.name().unwrap_or_default().to_lowercase());
    found
}

/// The system presence of a definition.
pub(crate) fn system(definition: &Resource) -> &str {
    definition.entity.get("systemPresence").and_then(Value::as_str).unwrap_or_default()
}

/// A person's presence as it is now.
pub(crate) fn of(organization: &Organization, user: Id<User>) -> Presence {
    let stored = organization.resources().get(&path(user)).map(|resource| &resource.entity);
    let text = |name: &str| stored.and_then(|entity| entity.get(name)).and_then(Value::as_str).map(str::to_owned);
    let id = stored.and_then(|entity| entity.get("presenceDefinition")?.get("id")?.as_str()).unwrap_or(OFFLINE);
    let named = |name: &str| stored.and_then(|entity| entity.get("presenceDefinition")?.get(name)?.as_str()).map(str::to_owned);
    Presence {
        definition: id.to_owned(),
        system: named("systemPresence").unwrap_or_else(|| "Offline".to_owned()),
        message: text("message").unwrap_or_default(),
        modified: text("modifiedDate"),
    }
}

/// The presence on the wire (API description: `UserPresence`).
pub(crate) fn view(user: Id<User>, presence: &Presence) -> Value {
    let id = &presence.definition;
    let mut view = json!({
        "source": "PURECLOUD",
        "primary": true,
        "presenceDefinition": {
            "id": id, "systemPresence": spaced(&presence.system), "selfUri": format!("/api/v2/presencedefinitions/{id}"),
        },
        "message": presence.message,
        "selfUri": format!("/api/v2/users/{user}/presences"),
    });
    presence.modified.iter().for_each(|moment| view["modifiedDate"] = json!(moment));
    view
}

/// What is announced of it (seen in official clients: `PresenceEventUserPresence`).
pub(crate) fn event(presence: &Presence) -> Value {
    json!({
        "source": "PURECLOUD",
        "presenceDefinition": { "id": presence.definition, "systemPresence": shouted(&presence.system) },
        "primary": true,
        "message": presence.message,
        "modifiedDate": presence.modified,
    })
}

/// Sets what the body gives: the definition, by id, the message, or both. Going on or off queue takes the routing status along.
pub(crate) fn set(draft: &mut Draft<'_>, user: Id<User>, body: &Value) -> Result<(), Refusal> {
    let before = of(draft, user);
    let (id, system) = match wanted(draft, body)? {
        Some(definition) => (definition.id().to_owned(), system(&definition).to_owned()),
        None => (before.definition, before.system.clone()),
    };
    let message = body.get("message").and_then(Value::as_str).map_or(before.message, str::to_owned);
    let now = draft.now();
    let entity = json!({
        "source": "PURECLOUD",
        "presenceDefinition": { "id": id, "systemPresence": system },
        "message": message,
        "modifiedDate": now,
    });
    draft.put_resource(&path(user), members(entity));
    if (system == ON_QUEUE) != (before.system == ON_QUEUE) {
        routing::put(draft, user, if system == ON_QUEUE { "IDLE" } else { "OFF_QUEUE" }, now);
    }
    Ok(())
}

/// The definition that a body asks for, if it asks for one.
pub(crate) fn wanted(organization: &Organization, body: &Value) -> Result<Option<Arc<Resource>>, Refusal> {
    let Some(id) = body.get("presenceDefinition").and_then(|definition| definition.get("id")?.as_str()) else { return Ok(None) };
    let known = definitions(organization).into_iter().find(|definition| definition.id() == id);
    let usable = known.filter(|definition| definition.entity.get("deactivated") != Some(&Value::Bool(true)));
    usable.map(Some).ok_or_else(|| Refusal::bad("bad.request", format!("presence definition `{id}` does not exist or is deactivated")))
}

fn path(user: Id<User>) -> String {
    format!("/users/{user}/presences/purecloud")
}

pub(super) fn members(entity: Value) -> Map<String, Value> {
    match entity {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// `On Queue`: how presences spell it.
pub(crate) fn spaced(system: &str) -> String {
    if system == ON_QUEUE { "On Queue".to_owned() } else { system.to_owned() }
}

/// `ON_QUEUE`: how events and observations spell it.
pub(crate) fn shouted(system: &str) -> String {
    spaced(system).replace(' ', "_").to_uppercase()
}
