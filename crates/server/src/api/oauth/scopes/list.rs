//! `GET /api/v2/oauth/scopes`: all of them, without pages.

use serde_json::json;

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers the scopes that operations accept.
pub fn handle(call: &Call<'_>) -> Answer {
    let entities: Vec<_> = call.catalog().scopes().iter().map(view::read).collect();
    Reply::json(&json!({ "total": entities.len(), "entities": entities, "selfUri": call.operation_path() }))
}
