//! `DELETE /api/v2/guides/{guideId}/jobs`: starts a job that deletes the guide.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::{Map, json};

use crate::{
    call::{Answer, Call, Reply},
    generic,
};

/// Answers 202 and `GuideJob`. The guide is gone at once; the job outlives it.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let guide = super::super::found(call, draft)?;
    draft.remove_resource(&guide.path);
    let id = draft.fresh_id::<()>();
    let mut job = Map::new();
    job.insert("id".to_owned(), json!(id));
    job.insert("status".to_owned(), json!("Succeeded"));
    job.insert("guide".to_owned(), json!({ "id": guide.id(), "selfUri": format!("/api/v2{}", guide.path) }));
    let job = draft.put_resource(&format!("{}/jobs/{id}", guide.path), job);
    draft.log("AIStudio", "Delete", ("Guide", guide.id(), guide.name().unwrap_or_default()), Vec::new());
    Reply::with(StatusCode::ACCEPTED, &generic::shown(call, draft, &job))
}
