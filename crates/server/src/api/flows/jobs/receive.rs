//! The source of a flow comes in for a job.

use postern_model::Id;
use postern_org::{Draft, Refusal};
use serde_json::{Value, json};

use crate::{
    api::flows::{
        lock::Editor,
        publish::{self, Published},
    },
    files::Upload,
};

/// Publishes the flow. A source that is no good ends the job, not the upload: the store that takes a file does not read it.
pub(crate) fn flow(draft: &mut Draft<'_>, upload: &Upload<'_>) -> Result<(), Refusal> {
    let registered = draft.resources().get(upload.path).map(|job| job.entity.clone()).ok_or_else(Refusal::not_found)?;
    if registered.get("status").and_then(Value::as_str) != Some("Registered") {
        return Err(Refusal::new(409, "request.conflict", "the job has its source already; register another"));
    }
    let text = |name: &str| registered.get(name).and_then(Value::as_str).unwrap_or_default();
    let editor = Editor { client: Id::parse(text("client")), user: Id::parse(text("user")) };
    if let Some(actor) = &mut draft.circumstances.actor {
        (actor.client, actor.user) = (editor.client, editor.user);
    }
    let mut job = registered.clone();
    match publish::publish(draft, upload.body, editor) {
        Ok(Published { id, command }) => {
            job.insert("status".to_owned(), json!("Success"));
            job.insert("command".to_owned(), json!(command));
            job.insert("flow".to_owned(), json!({ "id": id, "selfUri": format!("/api/v2/flows/{id}") }));
            job.insert("messages".to_owned(), json!([]));
        }
        Err(text) => {
            job.insert("status".to_owned(), json!("Failure"));
            job.insert("command".to_owned(), json!("Publish"));
            job.insert("messages".to_owned(), json!([{ "dateTime": draft.now(), "type": "Error", "text": text, "details": [] }]));
        }
    }
    draft.put_resource(upload.path, job);
    Ok(())
}
