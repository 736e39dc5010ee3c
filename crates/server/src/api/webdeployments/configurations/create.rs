//! `POST /api/v2/webdeployments/configurations`: a new configuration, as a draft.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::Value;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// Answers the draft.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let done = generic::written(call, draft, &call.body)?;
    let body = done.body.unwrap_or_default();
    let path = super::at(body.get("id").and_then(Value::as_str).unwrap_or_default());
    let made = draft.resources().get(&path).map(|made| made.entity.clone()).ok_or_else(Fault::not_found)?;
    draft.put_resource(&format!("{path}/versions/draft"), made);
    Reply::with(StatusCode::from_u16(done.status).map_err(Fault::internal)?, &body)
}
