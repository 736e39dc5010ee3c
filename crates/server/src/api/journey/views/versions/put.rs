//! `PUT /api/v2/journey/views/{viewId}/versions/{versionId}`: changes the newest version of a view.

use std::sync::Arc;

use postern_org::Draft;
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// What the service sets itself.
const KEPT: [&str; 5] = ["id", "version", "dateCreated", "createdBy", "modifiedBy"];

/// Answers the view. Its version stays the same; a version that is not the newest is not found (inferred).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let path = format!("/journey/views/{}", call.param("viewId"));
    let view = draft.resources().get(&path).map(Arc::clone).ok_or_else(Fault::not_found)?;
    let version = view.entity.get("version").and_then(Value::as_u64).unwrap_or(1);
    if call.param("versionId") != version.to_string() {
        return Err(Fault::not_found());
    }
    let mut entity: Map<String, Value> = call.read()?;
    entity.retain(|name, value| !value.is_null() && !KEPT.contains(&name.as_str()));
    for name in KEPT {
        if let Some(value) = view.entity.get(name) {
            entity.insert(name.to_owned(), value.clone());
        }
    }
    entity.insert("dateModified".to_owned(), json!(call.now));
    let view = draft.put_resource(&path, entity);
    draft.log("Journey", "Update", ("JourneyView", view.id(), view.name().unwrap_or_default()), Vec::new());
    Reply::json(&generic::shown(call, draft, &view))
}
