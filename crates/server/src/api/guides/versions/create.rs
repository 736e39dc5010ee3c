//! `POST /api/v2/guides/{guideId}/versions`: the next version of a guide, as a draft.

use postern_org::Draft;
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// Answers `GuideVersion`. Versions are counted from 1 (inferred); the one before must be in production (the words of the
/// refusal are seen in the Terraform provider).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let guide = super::super::found(call, draft)?;
    let versions = format!("{}/versions", guide.path);
    let count = draft.resources().count(&versions);
    let last = draft.resources().get(&format!("{versions}/{count}"));
    if last.is_some_and(|last| last.entity.get("state").and_then(Value::as_str) != Some("ProductionReady")) {
        return Err(Fault::bad_request("Latest version is not in Production Ready state"));
    }
    let number = (count + 1).to_string();
    let mut version: Map<String, Value> = call.read()?;
    version.remove("guideId");
    version.retain(|_, value| !value.is_null());
    version.insert("version".to_owned(), json!(number));
    version.insert("state".to_owned(), json!("Draft"));
    version.insert("guide".to_owned(), json!({ "id": guide.id(), "selfUri": format!("/api/v2{}", guide.path) }));
    version.insert("dateCreated".to_owned(), json!(call.now));
    version.insert("dateModified".to_owned(), json!(call.now));
    let path = format!("{versions}/{number}");
    let made = draft.put_resource(&path, version);
    let mut entity = guide.entity.clone();
    entity.insert("latestSavedVersion".to_owned(), json!({ "version": number, "selfUri": format!("/api/v2{path}") }));
    draft.put_resource(&guide.path, entity);
    draft.log("AIStudio", "Create", ("GuideVersion", &number, guide.name().unwrap_or_default()), Vec::new());
    Reply::json(&generic::shown(call, draft, &made))
}
