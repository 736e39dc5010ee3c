//! `PATCH /api/v2/integrations/{integrationId}`: enables and disables.

use postern_org::Draft;
use serde_json::{Value, json};

use super::COLLECTION;
use crate::{
    call::{Answer, Call, Reply},
    generic, stored,
};

/// Answers the `Integration`; what is intended is reported at once.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    generic::written(call, draft, &call.body)?;
    let path = format!("{COLLECTION}/{}", call.param("integrationId"));
    let enabled = stored::at(draft, &path)?.entity.get("intendedState").and_then(Value::as_str) == Some("ENABLED");
    let code = if enabled { "ACTIVE" } else { "INACTIVE" };
    let reported = json!({ "reportedState": { "code": code, "effective": code, "lastUpdated": call.now } });
    let integration = stored::amend(draft, &path, reported)?;
    Reply::json(&stored::shown(call, draft, "Integration", &integration))
}
