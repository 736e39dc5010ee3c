//! `/postern/clock`: the organization's clock, which can be moved to try expiry and announced dates today.

use axum::{
    Json,
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use postern_model::Timestamp;
use serde_json::{Value, json};

use super::{json_body, refuse};
use crate::platform::Platform;

pub(super) fn show(platform: &Platform) -> Value {
    json!({ "now": platform.clock.now() })
}

/// `{"now": "2027-03-01T00:00:00Z"}` moves the clock; `{"now": null}` goes back to real time.
pub(super) async fn set(platform: &Platform, body: &[u8]) -> Response<Body> {
    let body = match json_body(body) {
        Ok(body) => body,
        Err(refusal) => return *refusal,
    };
    let now = match body.get("now") {
        Some(Value::Null) => None,
        Some(Value::String(text)) => match Timestamp::parse(text) {
            Some(now) => Some(now),
            None => return refuse(StatusCode::BAD_REQUEST, &format!("`{text}` is not an ISO 8601 moment such as `2027-03-01T00:00:00Z`")),
        },
        _ => return refuse(StatusCode::BAD_REQUEST, "the body needs `now`: an ISO 8601 moment, or null for real time"),
    };
    platform.clock.set(now);
    platform.tenants.iter().for_each(|tenant| tenant.past.forget_after(platform.clock.now()));
    crate::expiry::sweep(platform).await;
    Json(show(platform)).into_response()
}
