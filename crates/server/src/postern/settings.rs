//! `/postern/settings`: the behaviours that are not established, as chosen for this organization.

use axum::{
    Json,
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use serde_json::{Map, Value, json};

use super::{json_body, refuse};
use crate::{fault::Fault, platform::Platform};

/// Every setting with its value, default, evidence and reason.
pub(super) fn list(platform: &Platform) -> Value {
    let organization = platform.first();
    let row = |(setting, value): (&'static postern_model::settings::Setting, String)| {
        json!({
            "key": setting.key, "value": value, "default": setting.default, "evidence": setting.evidence.to_string(),
            "why": setting.why, "inEffect": setting.in_effect,
        })
    };
    json!({ "settings": organization.profile().settings.iter().map(row).collect::<Vec<_>>() })
}

/// `{"key": "value", …}`: all or none are changed.
pub(super) async fn change(platform: &Platform, body: &[u8]) -> Response<Body> {
    let changes = match json_body(body) {
        Ok(Value::Object(changes)) => changes,
        Ok(_) => return refuse(StatusCode::BAD_REQUEST, "the body must be an object of setting keys and values"),
        Err(refusal) => return *refusal,
    };
    let changed = platform.tenants[0].change(platform.clock.now(), None, |draft| {
        let mut profile = draft.profile().clone();
        apply(&mut profile.settings, &changes)?;
        draft.log("Organization", "Update", ("PosternSettings", &profile.id.to_string(), ""), Vec::new());
        Ok(draft.put_profile(profile)?)
    });
    match changed.await {
        Ok(()) => Json(list(platform)).into_response(),
        Err(fault) => refuse(StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), &fault.message),
    }
}

fn apply(settings: &mut postern_model::Settings, changes: &Map<String, Value>) -> Result<(), Fault> {
    for (key, value) in changes {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        settings.set(key, &text).map_err(|error| Fault::bad_request(error.to_string()))?;
    }
    Ok(())
}
