//! `DELETE /api/v2/oauth/clients/{clientId}`: the client must be inactive. The status of success is the setting
//! `clients.delete-status`.

use axum::http::StatusCode;
use postern_org::{Draft, change::clients};

use crate::call::{Answer, Call, Reply};

/// Answers no body.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    clients::delete(draft, call.id("clientId")?)?;
    let status = draft.profile().settings.clients_delete_status;
    Ok(Reply::empty(StatusCode::from_u16(status).unwrap_or(StatusCode::OK)))
}
