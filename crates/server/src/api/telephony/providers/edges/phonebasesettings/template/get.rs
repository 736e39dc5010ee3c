//! `GET /api/v2/telephony/providers/edges/phonebasesettings/template`: what settings of a phone model start from.

use serde_json::json;

use crate::call::{Answer, Call, Reply};

/// Answers `PhoneBase` with one line. Which models there are is the service's own list, so every id is taken for one; the
/// name of the line's model is inferred, and the properties are left to the caller.
pub fn handle(call: &Call<'_>) -> Answer {
    let model = call.query.get("phoneMetabaseId").unwrap_or_default();
    let stem = model.strip_suffix(".json").unwrap_or(model);
    let line = format!("{stem}_line.json");
    Reply::json(&json!({
        "name": stem, "phoneMetaBase": { "id": model, "name": stem }, "properties": {},
        "lines": [{ "name": stem, "lineMetaBase": { "id": line, "name": format!("{stem}_line") }, "properties": {} }],
    }))
}
