//! `/postern/policy`: the organization's own rules for who comes in, which the platform lacks.

use axum::{
    Json,
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use postern_model::EntryPolicy;
use postern_org::change::policy;

use super::{refuse, refused};
use crate::platform::Platform;

const NONE: &str = "this organization has no policy";

pub(super) fn show(platform: &Platform) -> Response<Body> {
    match &platform.first().profile().policy {
        Some(policy) => Json(policy).into_response(),
        None => refuse(StatusCode::NOT_FOUND, NONE),
    }
}

pub(super) async fn put(platform: &Platform, body: &[u8]) -> Response<Body> {
    let policy: EntryPolicy = match serde_json::from_slice(body) {
        Ok(policy) => policy,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &format!("the body is not a policy: {error}")),
    };
    let put = platform.tenants[0].change(platform.clock.now(), None, |draft| Ok(policy::put(draft, policy.clone())?));
    match put.await {
        Ok(()) => show(platform),
        Err(fault) => refused(&fault),
    }
}

pub(super) async fn remove(platform: &Platform) -> Response<Body> {
    let removed = platform.tenants[0].change(platform.clock.now(), None, |draft| Ok(policy::remove(draft)?));
    match removed.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(fault) if fault.status == 404 => refuse(StatusCode::NOT_FOUND, NONE),
        Err(fault) => refused(&fault),
    }
}
