//! `GET /api/v2/downloads/{downloadId}`: where a file is fetched from.

use axum::http::{StatusCode, header};
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    files,
};

/// Redirects to the file, or with `issueRedirect=false` answers its address as a `UrlResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.param("downloadId");
    let path = files::path(&id);
    if call.organization.resources().get(&path).is_none() {
        return Err(Fault::new(404, "resource.not.found", format!("there is no download `{id}`")));
    }
    let address = call.presigned(&path);
    if call.query.get("issueRedirect").is_some_and(|issue| issue.eq_ignore_ascii_case("false")) {
        return Reply::json(&json!({ "url": address }));
    }
    Ok(Reply::empty(StatusCode::SEE_OTHER).header(header::LOCATION, &address))
}
