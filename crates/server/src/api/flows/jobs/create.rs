//! `POST /api/v2/flows/jobs`: registers a job and says where the flow's source is to be put.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::{Map, json};

use crate::call::{Answer, Call, Reply};

/// Answers 202 and `RegisterArchitectJobResponse`. The upload needs no headers of its own.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = draft.fresh_id::<()>();
    let path = format!("/flows/jobs/{id}");
    let mut job = Map::new();
    job.insert("id".to_owned(), json!(id));
    job.insert("status".to_owned(), json!("Registered"));
    // Not shown: whose name the flow is published under.
    job.insert("client".to_owned(), json!(call.token.client));
    job.insert("user".to_owned(), json!(call.token.user));
    draft.put_resource(&path, job);
    let answer = json!({ "id": id, "presignedUrl": call.presigned(&path), "headers": {}, "selfUri": format!("/api/v2{path}") });
    Reply::with(StatusCode::ACCEPTED, &answer)
}
