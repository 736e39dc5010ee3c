//! `POST /api/v2/outbound/dnclists/{dncListId}/phonenumbers`: adds numbers.

use axum::http::StatusCode;
use postern_org::Draft;

use crate::{
    api::outbound::dnclists,
    call::{Answer, Call, Reply},
};

/// Answers 204 (inferred: the description states no status).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let numbers: Vec<String> = call.read()?;
    let path = dnclists::own(call, draft)?;
    dnclists::add(draft, &path, &numbers, call.query.get("expirationDateTime"))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
