//! `GET /api/v2/date`: the organization's clock.

use serde_json::json;

use crate::call::{Answer, Call, Reply};

/// Answers `ServerDate`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&json!({ "currentDate": call.now }))
}
