//! `DELETE /api/v2/outbound/dnclists/{dncListId}/phonenumbers`: removes all numbers, or those whose time is over.

use axum::http::StatusCode;
use postern_model::Timestamp;
use postern_org::{Draft, Resource};
use serde::Deserialize;

use crate::{
    api::outbound::dnclists,
    call::{Answer, Call, Reply},
};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let path = dnclists::own(call, draft)?;
    let expired_only = call.query.get("expiredOnly").is_some_and(|only| only.eq_ignore_ascii_case("true"));
    let over = |entry: &Resource| {
        let end = entry.entity.get("expirationDateTime").and_then(|end| Timestamp::deserialize(end).ok());
        end.is_some_and(|end| end <= call.now)
    };
    let collection = format!("{path}/phonenumbers");
    let entries = draft.resources().list(&collection);
    let gone: Vec<String> = entries.filter(|entry| !expired_only || over(entry)).map(|entry| entry.path.clone()).collect();
    gone.iter().for_each(|entry| draft.remove_resource(entry));
    dnclists::count(draft, &path)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
