//! Files that travel beside the JSON: exports to fetch, uploads to bring. Each has an address of its own below
//! `/postern/files/`, with an id that cannot be guessed, as the service's presigned addresses have; no token is needed there.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, Method, Response, StatusCode, header, request::Parts},
    response::IntoResponse,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use postern_model::Timestamp;
use postern_org::{Draft, Resource};
use serde_json::{Map, Value, json};

use crate::{api::responsemanagement::responseassets, fault::Fault, platform::Platform, postern::refuse, stored};

/// Where files are kept among the stored entities.
const COLLECTION: &str = "/postern/files";

/// What becomes of an upload once it has arrived.
type Arrived = fn(&mut Draft<'_>, Timestamp, &Upload<'_>) -> Result<(), Fault>;

/// The kinds of uploads, by the name that [`expect`] gives them.
const KINDS: [(&str, Arrived); 1] = [("response-asset", responseassets::uploads::arrived)];

/// A file that has arrived.
pub(crate) struct Upload<'a> {
    /// What was noted when it was asked for.
    pub(crate) about: &'a Map<String, Value>,
    /// The id in its address.
    pub(crate) id: &'a str,
    /// Its bytes.
    pub(crate) bytes: &'a [u8],
    /// Its media type.
    pub(crate) media: &'a str,
}

/// Keeps a file to be fetched; answers its id.
pub(crate) fn keep(draft: &mut Draft<'_>, name: &str, media: &str, bytes: &[u8]) -> String {
    let id = draft.fresh_id::<()>().to_string();
    let entity = json!({ "id": id, "name": name, "media": media, "content": STANDARD.encode(bytes) });
    draft.put_resource(&path(&id), stored::object(entity));
    id
}

/// Makes room for an upload of this kind; answers its id.
pub(crate) fn expect(draft: &mut Draft<'_>, kind: &str, mut about: Map<String, Value>) -> String {
    let id = draft.fresh_id::<()>().to_string();
    about.insert("id".to_owned(), json!(id));
    about.insert("kind".to_owned(), json!(kind));
    draft.put_resource(&path(&id), about);
    id
}

/// Where a file is kept.
pub(crate) fn path(id: &str) -> String {
    format!("{COLLECTION}/{id}")
}

/// The file with this id.
pub(crate) fn find<'o>(organization: &'o postern_org::Organization, id: &str) -> Option<&'o Arc<Resource>> {
    organization.resources().get(&path(id))
}

/// Where a file is fetched from or brought to.
pub(crate) fn address(platform: &Platform, id: &str) -> String {
    format!("{}{COLLECTION}/{id}", platform.url)
}

/// Serves one request below `/postern/files/`.
pub(crate) async fn serve(platform: &Platform, parts: &Parts, body: &[u8]) -> Response<Body> {
    let id = parts.uri.path().rsplit('/').next().unwrap_or_default();
    match parts.method {
        Method::GET => fetch(platform, id),
        Method::PUT | Method::POST => bring(platform, id, parts, body).await,
        _ => refuse(StatusCode::METHOD_NOT_ALLOWED, "a file is fetched with GET or brought with PUT"),
    }
}

fn fetch(platform: &Platform, id: &str) -> Response<Body> {
    let organizations = platform.tenants.iter().map(|tenant| tenant.current());
    let content = organizations.filter_map(|organization| find(&organization, id).cloned()).find_map(|file| {
        let bytes = STANDARD.decode(file.entity.get("content")?.as_str()?).ok()?;
        let media = file.entity.get("media").and_then(Value::as_str).and_then(|media| HeaderValue::from_str(media).ok());
        Some((bytes, media.unwrap_or(HeaderValue::from_static("application/octet-stream"))))
    });
    match content {
        Some((bytes, media)) => ([(header::CONTENT_TYPE, media)], bytes).into_response(),
        None => refuse(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

async fn bring(platform: &Platform, id: &str, parts: &Parts, bytes: &[u8]) -> Response<Body> {
    let Some(tenant) = platform.tenants.iter().find(|tenant| find(&tenant.current(), id).is_some()) else {
        return refuse(StatusCode::NOT_FOUND, "no upload is expected here");
    };
    let media = parts.headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or("application/octet-stream");
    let now = platform.clock.now();
    let change = tenant.change(now, None, |draft| arrive(draft, now, id, bytes, media));
    match change.await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(fault) => refuse(StatusCode::from_u16(fault.status).unwrap_or(StatusCode::BAD_REQUEST), &fault.message),
    }
}

fn arrive(draft: &mut Draft<'_>, now: Timestamp, id: &str, bytes: &[u8], media: &str) -> Result<(), Fault> {
    let path = path(id);
    let about = stored::at(draft, &path)?.entity.clone();
    let kind = about.get("kind").and_then(Value::as_str).unwrap_or_default();
    let arrived = KINDS.iter().find(|(name, _)| *name == kind).map(|(_, arrived)| *arrived);
    let Some(arrived) = arrived else { return Err(Fault::bad_request("nothing is to be brought to this file")) };
    stored::amend(draft, &path, json!({ "media": media, "content": STANDARD.encode(bytes) }))?;
    arrived(draft, now, &Upload { about: &about, id, bytes, media })
}
