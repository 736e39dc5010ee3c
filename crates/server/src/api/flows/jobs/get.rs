//! `GET /api/v2/flows/jobs/{jobId}`: how far a job is.

use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers `ArchitectJobStateResponse`; the messages only where `expand` asks for them.
pub fn handle(call: &Call<'_>) -> Answer {
    let path = format!("/flows/jobs/{}", call.param("jobId"));
    let job = call.organization.resources().get(&path).ok_or_else(Fault::not_found)?;
    let mut shown = job.entity.clone();
    shown.retain(|name, _| !matches!(name.as_str(), "client" | "user"));
    if !call.query.list("expand").contains(&"messages") {
        shown.remove("messages");
    }
    shown.insert("selfUri".to_owned(), json!(format!("/api/v2{path}")));
    Reply::json(&shown)
}
