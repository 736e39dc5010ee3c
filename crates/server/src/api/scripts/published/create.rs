//! `POST /api/v2/scripts/published`: publishes a script as it is now.

use postern_org::Draft;
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    stored,
};

/// Answers the published `Script`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = call.body["scriptId"].as_str().unwrap_or_default();
    let published = json!({ "publishedDate": call.now, "isPublished": true });
    let path = stored::item(draft, "/scripts", id)?.path.clone();
    let script = stored::amend(draft, &path, published)?;
    draft.log("Scripter", "Publish", ("Script", id, script.name().unwrap_or_default()), Vec::new());
    Reply::json(&stored::shown(call, draft, "Script", &script))
}
