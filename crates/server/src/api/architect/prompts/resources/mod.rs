//! A prompt in its languages: text for a synthetic voice, or a recording that is brought by an upload.

pub mod create;
pub mod put;

use axum::http::StatusCode;
use postern_org::{Draft, Refusal};
use serde_json::{Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    files::Upload,
    generic,
};

/// Writes the resource and answers it with the address that takes its recording.
fn write(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let done = generic::written(call, draft, &call.body)?;
    let mut body = done.body.unwrap_or_default();
    let language = body.get("language").and_then(Value::as_str).unwrap_or_default().to_owned();
    body["uploadUri"] = json!(call.presigned(&format!("/architect/prompts/{}/resources/{language}", call.param("promptId"))));
    Reply::with(StatusCode::from_u16(done.status).map_err(Fault::internal)?, &body)
}

/// A recording has come in. It is not kept: only that it is there.
pub(crate) fn receive(draft: &mut Draft<'_>, upload: &Upload<'_>) -> Result<(), Refusal> {
    let mut entity = draft.resources().get(upload.path).map(|resource| resource.entity.clone()).ok_or_else(Refusal::not_found)?;
    entity.insert("uploadStatus".to_owned(), json!("transcoded"));
    draft.put_resource(upload.path, entity);
    Ok(())
}
