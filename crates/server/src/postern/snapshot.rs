//! `/postern/snapshot`: the organization as a file, without secrets.

use axum::{
    Json,
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use postern_model::Snapshot;
use postern_org::change::whole;
use serde_json::json;

use super::{refuse, refused};
use crate::{platform::Platform, test_idp};

/// The most bytes of a snapshot: some hundred thousand people.
pub(super) const LARGEST: usize = 256 << 20;

pub(super) fn show(platform: &Platform) -> Response<Body> {
    Json(platform.first().snapshot(platform.clock.now()).redacted()).into_response()
}

/// The organization becomes the one in the body, in one transaction. `{"organization": …, "secrets": [{"name", "client_id",
/// "client_secret"}]}`: the secrets of clients that were not here before, told this once.
pub(super) async fn put(platform: &Platform, body: &[u8]) -> Response<Body> {
    let snapshot: Snapshot = match serde_json::from_slice(body) {
        Ok(snapshot) => snapshot,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &format!("the body is not a snapshot: {error}")),
    };
    let put = platform.tenants[0].change(platform.clock.now(), None, |draft| {
        let secrets = whole::restore(draft, snapshot.clone())?;
        test_idp::settle_in(platform, draft);
        Ok(secrets)
    });
    match put.await {
        Ok(secrets) => Json(json!({ "organization": super::organization(platform), "secrets": secrets })).into_response(),
        Err(fault) => refused(&fault),
    }
}
