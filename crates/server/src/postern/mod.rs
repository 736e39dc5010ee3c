//! Postern's own endpoints, all under `/postern/`. They are not part of the imitated service. All but health, readiness
//! and files with a secret address are answered to this machine only: they show and change what the platform API protects.

mod clock;
mod decision;
mod evidence;
mod faults;
pub(crate) mod metrics;
mod openapi;
mod policy;
mod provider_record;
mod reset;
mod settings;
mod snapshot;

use std::{net::IpAddr, sync::Arc};

use axum::{
    Json,
    body::Body,
    http::{Method, Request, Response, StatusCode},
    response::IntoResponse,
};
use serde_json::{Value, json};

use crate::{fault::Fault, platform::Platform};

/// Serves one request below `/postern/`.
pub(crate) async fn serve(platform: Arc<Platform>, address: IpAddr, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().trim_start_matches("/postern").trim_matches('/').to_owned();
    match (parts.method.clone(), path.as_str()) {
        (Method::GET, "health") => return Json(json!({ "status": "up" })).into_response(),
        (Method::GET, "ready") => return ready(&platform),
        _ if !address.to_canonical().is_loopback() => {
            return refuse(StatusCode::FORBIDDEN, "this endpoint is answered to this machine only");
        }
        _ if !local_host(&parts.headers) => return refuse(StatusCode::FORBIDDEN, "this endpoint is answered under a local host name only"),
        (method, _) if method != Method::GET && of_another_site(&parts.headers) => {
            return refuse(StatusCode::FORBIDDEN, "pages of other sites must not change anything here");
        }
        _ => {}
    }
    let limit = if path == "snapshot" { snapshot::LARGEST } else { crate::router::BODY_LIMIT };
    let Ok(body) = axum::body::to_bytes(body, limit).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large");
    };
    match (parts.method, path.as_str()) {
        (Method::GET, "metrics") => platform.metrics.render(),
        (Method::GET, "openapi.json") => Json(openapi::document(&platform.url)).into_response(),
        (Method::GET, "decisions") => Json(decision::latest(&platform)).into_response(),
        (Method::GET, "settings") => Json(settings::list(&platform)).into_response(),
        (Method::PATCH, "settings") => settings::change(&platform, &body).await,
        (Method::POST, "provider-record") => provider_record::of(&platform, &body),
        (Method::GET, "clock") => Json(clock::show(&platform)).into_response(),
        (Method::PUT, "clock") => clock::set(&platform, &body).await,
        (Method::GET, "snapshot") => snapshot::show(&platform, parts.uri.query().unwrap_or_default()).await,
        (Method::PUT, "snapshot") => snapshot::put(&platform, &body).await,
        (Method::POST, "reset") => reset::to_start(&platform).await,
        (Method::GET, "policy") => policy::show(&platform),
        (Method::PUT, "policy") => policy::put(&platform, &body).await,
        (Method::DELETE, "policy") => policy::remove(&platform).await,
        (Method::GET, "faults") => Json(faults::list(&platform)).into_response(),
        (Method::PUT, "faults") => faults::put(&platform, &body),
        (Method::POST, "faults") => faults::add(&platform, &body),
        (Method::DELETE, "faults") => faults::clear(&platform),
        (method, other) => below(&platform, &method, other, &parts.headers),
    }
}

/// The endpoints that name one of many.
fn below(platform: &Platform, method: &Method, path: &str, headers: &axum::http::HeaderMap) -> Response<Body> {
    match (method, path.split_once('/')) {
        (&Method::GET, Some(("decisions", id))) => decision::show(platform, id, headers),
        (&Method::GET, Some(("faults", id))) => faults::show(platform, id),
        (&Method::DELETE, Some(("faults", id))) => faults::remove(platform, id),
        _ => refuse(StatusCode::NOT_FOUND, "no such endpoint; see /postern/openapi.json"),
    }
}

/// Whether a caller is on this machine and says so.
pub(crate) fn is_near(address: IpAddr, headers: &axum::http::HeaderMap) -> bool {
    address.to_canonical().is_loopback() && local_host(headers)
}

/// A page elsewhere that has its own name pointed at this machine must not reach these endpoints through a browser
/// (DNS rebinding): the `Host` must be an address or `localhost`.
fn local_host(headers: &axum::http::HeaderMap) -> bool {
    let Some(host) = headers.get(axum::http::header::HOST).and_then(|value| value.to_str().ok()) else { return true };
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.ends_with(']') { host } else { name });
    name.eq_ignore_ascii_case("localhost") || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

/// Whether a page of another site has a browser send this (CSRF). A POST without a body needs no leave of ours.
fn of_another_site(headers: &axum::http::HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = headers.get(axum::http::header::ORIGIN) else { return false };
    let authority = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, authority)| authority);
    authority.is_none() || authority != text(axum::http::header::HOST)
}

fn ready(platform: &Platform) -> Response<Body> {
    let (status, text) =
        if platform.is_ready() { (StatusCode::OK, "ready") } else { (StatusCode::SERVICE_UNAVAILABLE, "the store cannot be seen") };
    (status, Json(json!({ "status": text }))).into_response()
}

/// A refusal of one of these endpoints.
pub(crate) fn refuse(status: StatusCode, message: &str) -> Response<Body> {
    (status, Json(json!({ "message": message }))).into_response()
}

/// What a change was refused with.
fn refused(fault: &Fault) -> Response<Body> {
    refuse(StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), &fault.message)
}

/// Which organization it is.
fn organization(platform: &Platform) -> Value {
    let organization = platform.first();
    json!({ "id": organization.profile().id, "name": organization.profile().name })
}

/// The body as JSON, or the refusal.
pub(crate) fn json_body(body: &[u8]) -> Result<Value, Box<Response<Body>>> {
    serde_json::from_slice(body).map_err(|error| Box::new(refuse(StatusCode::BAD_REQUEST, &format!("the body is not JSON: {error}"))))
}
