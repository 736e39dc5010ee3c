//! `POST /api/v2/guides/{guideId}/versions/{versionId}/jobs`: starts a job that moves a version to another state.

use std::sync::Arc;

use axum::http::StatusCode;
use postern_org::{Draft, Resource};
use serde_json::{Map, Value, json};

use crate::{
    api::guides::found,
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// Answers 202 and `GuideVersionPublishJob`; the job is done at once. It fails where the instruction calls an action that the
/// version does not bring (the words are seen in the Terraform provider).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let guide = found(call, draft)?;
    let path = format!("{}/versions/{}", guide.path, call.param("versionId"));
    let version = draft.resources().get(&path).map(Arc::clone).ok_or_else(Fault::not_found)?;
    let state = call.body.get("guideVersion").and_then(|wanted| wanted.get("state")).and_then(Value::as_str).unwrap_or("Draft");
    let id = draft.fresh_id::<()>();
    let mut job = Map::new();
    job.insert("id".to_owned(), json!(id));
    job.insert("guide".to_owned(), json!({ "id": guide.id(), "selfUri": format!("/api/v2{}", guide.path) }));
    if calls_strangers(&version) {
        let error = json!({ "message": "There are invalid data actions in the version", "code": "bad.request", "status": 400 });
        job.insert("status".to_owned(), json!("Failed"));
        job.insert("errors".to_owned(), json!([error]));
    } else {
        let moved = move_to(draft, &guide, &version, state);
        job.insert("status".to_owned(), json!("Succeeded"));
        job.insert("guideVersion".to_owned(), Value::Object(moved));
    }
    let job = draft.put_resource(&format!("{path}/jobs/{id}"), job);
    Reply::with(StatusCode::ACCEPTED, &generic::shown(call, draft, &job))
}

/// Gives the version its state; a guide with a version in production is published.
fn move_to(draft: &mut Draft<'_>, guide: &Resource, version: &Resource, state: &str) -> Map<String, Value> {
    let mut entity = version.entity.clone();
    entity.insert("state".to_owned(), json!(state));
    draft.put_resource(&version.path, entity.clone());
    if state == "ProductionReady" {
        let mut published = guide.entity.clone();
        let reference = json!({ "version": version.id(), "selfUri": format!("/api/v2{}", version.path) });
        published.insert("status".to_owned(), json!("Published"));
        published.insert("latestProductionReadyVersion".to_owned(), reference);
        draft.put_resource(&guide.path, published);
        draft.log("AIStudio", "Publish", ("Guide", guide.id(), guide.name().unwrap_or_default()), Vec::new());
    }
    entity
}

/// Whether the instruction calls an action, `{{Action.Name}}`, that is none of the version's own data actions by its label.
fn calls_strangers(version: &Resource) -> bool {
    let actions = version.entity.get("resources").and_then(|resources| resources.get("dataActions")).and_then(Value::as_array);
    let known = |name: &str| actions.into_iter().flatten().any(|action| action.get("label").and_then(Value::as_str) == Some(name));
    let instruction = version.entity.get("instruction").and_then(Value::as_str).unwrap_or_default();
    let called = instruction.split("{{Action.").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim());
    called.into_iter().any(|name| !known(name))
}
