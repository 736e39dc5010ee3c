//! `POST /api/v2/taskmanagement/workitems`: a work item, after its worktype.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic, stored,
};

/// What a work item has from its worktype where the request says nothing: its own field, the request's, the worktype's.
const DEFAULTS: [(&str, &str, &str); 8] = [
    ("workbin", "workbinId", "defaultWorkbin"),
    ("status", "statusId", "defaultStatus"),
    ("queue", "queueId", "defaultQueue"),
    ("language", "languageId", "defaultLanguage"),
    ("skills", "skillIds", "defaultSkills"),
    ("script", "scriptId", "defaultScript"),
    ("priority", "priority", "defaultPriority"),
    ("durationSeconds", "durationSeconds", "defaultDurationSeconds"),
];

/// Moments that a worktype gives as a delay from now.
const DELAYS: [(&str, &str); 2] = [("dateDue", "defaultDueDurationSeconds"), ("dateExpires", "defaultExpirationSeconds")];

/// Answers the `Workitem`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let mut body = stored::object(call.body.clone());
    let type_id = body.get("typeId").and_then(Value::as_str).unwrap_or_default();
    let worktype = stored::item(draft, "/taskmanagement/worktypes", type_id)?.clone();
    fill_in(call, &mut body, &worktype.entity);
    let status = body.get("statusId").or_else(|| body.get("status").and_then(|status| status.get("id"))).and_then(Value::as_str);
    let category = status
        .and_then(|id| draft.resources().get(&format!("{}/statuses/{id}", worktype.path)))
        .and_then(|status| status.entity.get("category").cloned());
    body.insert("statusCategory".to_owned(), category.unwrap_or_else(|| "Unknown".into()));
    let done = generic::written(call, draft, &Value::Object(body))?;
    Reply::with(StatusCode::from_u16(done.status).map_err(Fault::internal)?, &done.body)
}

fn fill_in(call: &Call<'_>, body: &mut Map<String, Value>, worktype: &Map<String, Value>) {
    for (field, given, default) in DEFAULTS {
        let said = body.get(given).is_some_and(|value| !value.is_null());
        if let (false, Some(value)) = (said, worktype.get(default)) {
            body.remove(given);
            body.insert(field.to_owned(), value.clone());
        }
    }
    for (field, default) in DELAYS {
        let said = body.get(field).is_some_and(|value| !value.is_null());
        if let (false, Some(seconds)) = (said, worktype.get(default).and_then(Value::as_i64)) {
            body.insert(field.to_owned(), json!(call.now.plus_seconds(seconds)));
        }
    }
    for field in ["schema", "division"] {
        if let Some(value) = worktype.get(field) {
            body.insert(field.to_owned(), value.clone());
        }
    }
    if let Some(ttl) = worktype.get("defaultTtlSeconds").and_then(Value::as_i64).filter(|_| body.get("ttl").is_none_or(Value::is_null)) {
        body.insert("ttl".to_owned(), json!(call.now.seconds() + ttl));
    }
    body.entry("assignmentState").or_insert_with(|| "Idle".into());
}
