//! JSON bodies: what an answer says, and what of a request's body may be kept.

use serde_json::{Map, Value};

use super::{is_id, plain};
use crate::{Seen, Shape};

/// Takes in the body of an answer.
pub(super) fn answer(seen: &mut Seen, body: &str) {
    let body = body.trim();
    // What follows the body is the next prompt of a terminal.
    let parsed =
        serde_json::Deserializer::from_str(body).into_iter::<Value>().next().and_then(Result::ok).filter(|_| body.starts_with(['{', '[']));
    seen.shape = match (&parsed, body) {
        (_, "") => Shape::Empty,
        (Some(_), _) => Shape::Json,
        (None, html) if html.starts_with('<') => Shape::Html,
        (None, _) => Shape::Other,
    };
    if let Some(Value::Object(told)) = parsed {
        error(seen, &told);
    }
}

/// Takes in an error of the platform (API description: `ErrorBody`) or of the token endpoint (RFC 6749 §5.2).
pub(super) fn error(seen: &mut Seen, told: &Map<String, Value>) {
    let text = |key: &str| told.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(plain);
    let status = told.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    seen.status = seen.status.or(status);
    seen.code = text("code").or(seen.code.take());
    seen.message = text("message").or(seen.message.take());
    seen.error = text("error").or(seen.error.take());
    seen.description = text("error_description").or_else(|| text("description")).or(seen.description.take());
    seen.correlation = text("contextId").or(seen.correlation.take());
}

/// Keys of request bodies that say which people and divisions are touched (see `postern_decide::target`).
const KEPT: [&str; 7] = ["id", "divisionId", "division", "divisionIds", "grants", "roleId", "roleDivisions"];

/// What of a request's body may be kept: ids of people, roles and divisions. Names, passwords and all else are dropped.
pub(super) fn ids(body: &Value) -> Option<Value> {
    match body {
        Value::String(text) if is_id(text) => Some(body.clone()),
        Value::Array(items) => Some(items.iter().filter_map(ids).collect()),
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(key, _)| KEPT.contains(&key.as_str()));
            Some(Value::Object(kept.filter_map(|(key, value)| Some((key.clone(), ids(value)?))).collect()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_a_body_only_ids_are_kept() {
        let id = "3b55e190-0000-4000-8000-000000000001";
        let body = json!({
            "newPassword": "hunter2", "name": "Ann", "divisionId": id, "division": { "id": "hunter2" },
            "grants": [{ "roleId": id, "divisionId": "*", "secret": "hunter2" }], "id": 7,
        });
        let kept = json!({ "divisionId": id, "division": {}, "grants": [{ "roleId": id, "divisionId": "*" }] });
        assert_eq!(ids(&body), Some(kept));
    }
}
