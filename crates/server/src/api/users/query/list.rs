//! `GET /api/v2/users/query`: people by name, page after page by cursor, of the divisions the caller may see.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_model::User;
use serde_json::{Value, json};

use super::super::{
    roster::{self, Place, Wanted},
    view::{self, Expand},
};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::Page,
    visible::Visible,
};

/// Answers `UserCursorEntityListing`; without `cursor` and `nextUri` it is the last page.
pub fn handle(call: &Call<'_>) -> Answer {
    let (size, expand, visible) = (Page::of(call)?.size, Expand::of(call), Visible::of(call));
    let after = call.query.get("cursor").map(decoded).transpose()?;
    let people = roster::in_order(&call.organization, Wanted::of(call), roster::descends(call), after);
    let mut people = people.filter(|user| visible.shows(user.division)).peekable();
    let page: Vec<&User> = people.by_ref().take(size).collect();
    let entities: Vec<Value> = page.iter().map(|user| view::user(&call.organization, user, &expand)).collect();
    let mut listing = json!({ "results": entities.len(), "entities": entities, "selfUri": address(call, call.query.get("cursor")) });
    if let (Some(last), Some(_)) = (page.last(), people.peek()) {
        let cursor = encoded(&roster::place(last));
        listing["nextUri"] = json!(address(call, Some(&cursor)));
        listing["cursor"] = json!(cursor);
    }
    Reply::json(&listing)
}

fn address(call: &Call<'_>, cursor: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(call.query.pairs().filter(|(name, _)| *name != "cursor"));
    query.extend_pairs(cursor.map(|cursor| ("cursor", cursor)));
    let query = query.finish();
    if query.is_empty() { call.operation_path() } else { format!("{}?{query}", call.operation_path()) }
}

fn encoded(place: &Place) -> String {
    URL_SAFE_NO_PAD.encode(json!(place).to_string())
}

fn decoded(cursor: &str) -> Result<Place, Fault> {
    let place = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    place.ok_or_else(|| Fault::query("cursor", cursor, "the cursor of an earlier answer"))
}
