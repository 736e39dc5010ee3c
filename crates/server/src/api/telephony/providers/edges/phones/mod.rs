//! Phones. Each has a station, which a person sits down at.

pub mod create;
pub mod delete;
pub mod put;

use postern_org::Draft;
use serde_json::{Map, Value, json};

/// Sees to it that the phone at `path` has its station, named and meant for whom the phone says.
fn seat(draft: &mut Draft<'_>, path: &str) {
    let Some(phone) = draft.resources().get(path).map(std::sync::Arc::clone) else { return };
    let old = station(draft, phone.id());
    let id = old.as_ref().map_or_else(|| draft.fresh_id::<()>().to_string(), |(id, _)| id.clone());
    let mut entity = old.map(|(_, entity)| entity).unwrap_or_default();
    let reference = |field: &str| phone.entity.get(field)?.get("id").cloned();
    let kind = reference("phoneMetaBase").and_then(|model| Some(model.as_str()?.trim_end_matches(".json").to_owned()));
    let line = phone.entity.get("lines").and_then(|lines| lines.get(0)?.get("id").cloned());
    let fields = [
        ("id", Some(json!(id))),
        ("name", phone.name().map(|name| json!(name))),
        ("type", kind.map(Value::from)),
        ("lineAppearanceId", line),
        ("webRtcUserId", reference("webRtcUser")),
        ("phone", Some(json!(phone.id()))),
    ];
    for (name, value) in fields {
        match value {
            Some(value) => drop(entity.insert(name.to_owned(), value)),
            None => drop(entity.remove(name)),
        }
    }
    entity.entry("status").or_insert_with(|| json!("AVAILABLE"));
    draft.put_resource(&format!("/stations/{id}"), entity);
}

/// The station of a phone.
fn station(draft: &Draft<'_>, phone: &str) -> Option<(String, Map<String, Value>)> {
    let of = |entity: &Map<String, Value>| entity.get("phone").and_then(Value::as_str) == Some(phone);
    draft.resources().list("/stations").find(|station| of(&station.entity)).map(|station| (station.id().to_owned(), station.entity.clone()))
}

/// Where the phone of the request is.
fn path(id: &str) -> String {
    format!("/telephony/providers/edges/phones/{id}")
}
