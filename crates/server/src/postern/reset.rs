//! `/postern/reset`: the organization as it was when this process began to serve it.
//!
//! Of several nodes each remembers its own beginning; the one that is asked decides, and the others follow. The clock,
//! counters and decisions are the process's, not the organization's: they stay.

use axum::{Json, body::Body, http::Response, response::IntoResponse};
use postern_org::change::whole;
use serde_json::json;

use super::refused;
use crate::platform::Platform;

pub(super) async fn to_start(platform: &Platform) -> Response<Body> {
    let tenant = &platform.tenants[0];
    let start = tenant.start();
    let reset = tenant.change(platform.clock.now(), None, |draft| {
        whole::reset(draft, &start);
        Ok(())
    });
    match reset.await {
        Ok(()) => Json(json!({ "organization": super::organization(platform) })).into_response(),
        Err(fault) => refused(&fault),
    }
}
