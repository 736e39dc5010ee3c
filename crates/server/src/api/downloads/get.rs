//! `GET /api/v2/downloads/{downloadId}`: where a file is fetched from.

use axum::http::{StatusCode, header};
use postern_org::Resource;
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    files,
    visible::Visible,
};

/// Redirects to the file, or with `issueRedirect=false` answers its address as a `UrlResponse`. Whoever may not see what the
/// file belongs to is told that there is none (inferred: the operation itself asks for no permission).
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.param("downloadId");
    let found = files::find(&call.organization, &id).filter(|(_, owner, shows)| may_see(call, owner, shows));
    let Some((file, ..)) = found else {
        return Err(Fault::new(404, "resource.not.found", format!("there is no download `{id}`")));
    };
    let address = call.presigned(&file.path);
    if call.query.get("issueRedirect").is_some_and(|issue| issue.eq_ignore_ascii_case("false")) {
        return Reply::json(&json!({ "url": address }));
    }
    Ok(Reply::empty(StatusCode::SEE_OTHER).header(header::LOCATION, &address))
}

/// Whether the caller may do the operation that shows where the file of `owner` is.
fn may_see(call: &Call<'_>, owner: &Resource, shows: &str) -> bool {
    call.catalog().operation_named(shows).is_some_and(|operation| Visible::where_permitted(call, operation).holds(owner))
}
