//! `DELETE /api/v2/identityproviders/{providerId}`: removes a custom provider.

use axum::http::StatusCode;
use postern_org::{Draft, change::providers};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = draft.custom_provider(&call.param("providerId")).ok_or_else(Fault::not_found)?.id.clone();
    providers::remove(draft, &id)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
