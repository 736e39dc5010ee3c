//! `GET /api/v2/oauth/authorizations`: one for each client of the organization, without pages.

use serde_json::json;

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers the authorizations.
pub fn handle(call: &Call<'_>) -> Answer {
    let entities: Vec<_> = call.organization.clients().map(|client| view::read(&call.organization, client)).collect();
    Reply::json(&json!({ "total": entities.len(), "entities": entities, "selfUri": call.operation_path() }))
}
