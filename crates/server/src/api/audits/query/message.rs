//! One event of the change log on the wire (API description: `AuditLogMessage`).

use postern_model::{AuditEvent, Id, Timestamp};
use postern_store::LogRow;
use serde_json::{Value, json};
use uuid::Uuid;

use super::services;
use crate::call::Call;

/// The event as clients see it. People's names are shown with `expand=user` only.
pub fn message(call: &Call<'_>, row: &LogRow) -> Value {
    let Ok(event) = serde_json::from_str::<AuditEvent>(&row.entry.body) else { return Value::Null };
    let mut message = json!({
        "id": id_of(row),
        "serviceName": event.service,
        "level": if event.user.is_some() || event.client.is_some() { "USER" } else { "SYSTEM" },
        "eventDate": Timestamp(row.entry.at),
        "action": event.action,
        "entity": entity(&event),
        "entityType": event.entity_type,
        "status": "SUCCESS",
        "remoteIp": event.remote_ip,
        "propertyChanges": event.changes.iter().map(|change| json!({
            "property": change.property, "oldValues": texts(&change.old_values), "newValues": texts(&change.new_values),
        })).collect::<Vec<_>>(),
        "context": {},
    });
    if let Some(id) = event.user {
        message["userHomeOrgId"] = json!(call.organization.profile().id);
        message["user"] = user(call, id);
    }
    if let Some(id) = event.client {
        message["client"] = json!({ "id": id, "selfUri": format!("/api/v2/oauth/clients/{id}") });
    }
    message
}

fn user(call: &Call<'_>, id: Uuid) -> Value {
    let mut user = json!({ "id": id, "selfUri": format!("/api/v2/users/{id}") });
    if call.query.list("expand").contains(&"user") {
        user["name"] = call.organization.user(Id::new(id)).map(|user| user.name.as_str()).into();
    }
    user
}

fn entity(event: &AuditEvent) -> Value {
    let mut entity = json!({ "id": event.entity_id, "name": event.entity_name });
    if let Some(folder) = services::folder(&event.entity_type) {
        entity["selfUri"] = format!("{folder}/{}", event.entity_id).into();
    }
    entity
}

/// Values as the API has them: text.
fn texts(values: &[Value]) -> Vec<String> {
    values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect()
}

/// An event's id: its time and its place in the log, in the form of a UUID version 7 (RFC 9562 §5.7).
fn id_of(row: &LogRow) -> Uuid {
    let time = (row.entry.at.max(0) as u64) << 16;
    Uuid::from_u64_pair(time | 0x7000, 0x8000_0000_0000_0000 | row.id.max(0) as u64)
}

/// The time in an event's id.
pub fn time_of(id: &str) -> Option<i64> {
    let (high, _) = Uuid::try_parse(id).ok().filter(|id| id.get_version_num() == 7)?.as_u64_pair();
    Some((high >> 16) as i64)
}

/// Whether an event has this id.
pub fn has_id(row: &LogRow, id: &str) -> bool {
    Uuid::try_parse(id).is_ok_and(|id| id == id_of(row))
}
