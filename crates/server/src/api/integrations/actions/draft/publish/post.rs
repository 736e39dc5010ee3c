//! `POST /api/v2/integrations/actions/{actionId}/draft/publish`: the draft becomes the action.

use postern_org::{Draft, Refusal};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::integrations::{ACTIONS, DRAFTS},
    call::{Answer, Call, Reply},
    stored,
};

/// API description: `PublishDraftInput`.
#[derive(Deserialize)]
struct Request {
    version: u64,
}

/// Answers the published `Action`; there is no draft any more.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let Request { version } = call.read()?;
    let id = call.param("actionId");
    let path = format!("{DRAFTS}/{id}");
    let begun = stored::at(draft, &path)?.clone();
    let current = begun.entity.get("version").and_then(Value::as_u64).unwrap_or(1);
    if version != current {
        return Err(Refusal::stale_version(version, current).into());
    }
    let mut action = begun.entity.clone();
    action.insert("version".to_owned(), json!(current + 1));
    draft.remove_resource(&path);
    let action = draft.put_resource(&format!("{ACTIONS}/{id}"), action);
    draft.log("Integrations", "Publish", ("Action", &id, action.name().unwrap_or_default()), Vec::new());
    Reply::json(&stored::shown(call, draft, "Action", &action))
}
