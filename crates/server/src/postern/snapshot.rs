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

use super::{evidence, refuse, refused};
use crate::{platform::Platform, test_idp};

/// How many days of usage and audit events a snapshot holds unless it is asked for others.
const DAYS: u32 = 30;
/// The most days.
const MOST_DAYS: u32 = 365;

/// The most bytes of a snapshot: some hundred thousand people.
pub(super) const LARGEST: usize = 256 << 20;

/// The organization with what is known around it: usage and audit events of the last `days`, which the query may name.
pub(super) async fn show(platform: &Platform, query: &str) -> Response<Body> {
    let given = query.split('&').find_map(|pair| pair.strip_prefix("days="));
    let Ok(days) = given.map_or(Ok(DAYS), str::parse::<u32>) else {
        return refuse(StatusCode::BAD_REQUEST, "`days` is not a number of days");
    };
    let (organization, now) = (platform.first(), platform.clock.now());
    let evidence = evidence::collect(platform, &organization, days.clamp(1, MOST_DAYS), now).await;
    Json(Snapshot { evidence: Some(evidence), ..organization.snapshot(now).redacted() }).into_response()
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
