//! Files that travel outside the platform API: an operation answers a presigned address, the client puts a file there or gets one.
//!
//! The real addresses are those of an object store; here they are on this origin, below `/postern/files/`. An address is its
//! own permission, as a presigned one is: it cannot be guessed, it ends, and it either takes one kind of file of a limited size or
//! gives one that is kept.

pub(crate) mod address;
#[cfg(test)]
mod tests;

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, Response, StatusCode, header},
    response::IntoResponse,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use postern_org::{Actor, Draft, Organization, Refusal, Resource};
use serde_json::json;

use crate::{
    api::{
        architect::{grammars::languages::files, prompts::resources},
        flows::jobs,
        responsemanagement::responseassets,
    },
    platform::Platform,
    postern::refuse,
    stored,
    tenant::Tenant,
};

/// Where files go and come from.
pub(crate) const PREFIX: &str = "/postern/files/";
/// The collection, below what they belong to, of files that are kept to be fetched: with their owner they go.
const KEPT: &str = "/downloads";

/// What files belong to: a collection, and the operation that shows where the file of one of its items is.
const OWNERS: [(&str, &str); 3] = [
    ("/outbound/contactlists", "get_outbound_contactlist_export"),
    ("/outbound/dnclists", "get_outbound_dnclist_export"),
    ("/responsemanagement/responseassets", "get_responsemanagement_responseasset"),
];

/// A file that has come in.
pub(crate) struct Upload<'a> {
    /// What it is for: the path that its address was made for.
    pub(crate) path: &'a str,
    /// The file.
    pub(crate) body: &'a [u8],
    /// Its media type.
    pub(crate) media: &'a str,
}

/// Takes a file in.
type Receive = fn(&mut Draft<'_>, &Upload<'_>) -> Result<(), Refusal>;

/// One kind of file.
struct Kind {
    /// The path that it is for, `{}` for any segment.
    path: &'static str,
    /// The most bytes it may have.
    most: usize,
    receive: Receive,
}

/// Every kind of file. The limits are inferred.
const KINDS: &[Kind] = &[
    Kind { path: "/architect/grammars/{}/languages/{}/files/dtmf", most: 4 << 20, receive: files::receive },
    Kind { path: "/architect/grammars/{}/languages/{}/files/voice", most: 4 << 20, receive: files::receive },
    Kind { path: "/architect/prompts/{}/resources/{}", most: 32 << 20, receive: resources::receive },
    Kind { path: "/flows/jobs/{}", most: 4 << 20, receive: jobs::receive::flow },
    Kind { path: "/responsemanagement/responseassets/uploads/{}", most: 32 << 20, receive: responseassets::uploads::receive },
];

fn kind(path: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| fits(kind.path, path))
}

fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    wanted.by_ref().zip(given.by_ref()).all(|(wanted, given)| wanted == "{}" || wanted == given)
        && template.matches('/').count() == path.matches('/').count()
}

/// The path of the platform API that leads to a kept file.
pub(crate) fn path(id: &str) -> String {
    format!("{KEPT}/{id}")
}

/// Keeps a file of what is stored at `owner` to be fetched.
pub(crate) fn keep(draft: &mut Draft<'_>, owner: &str, id: &str, (media, bytes): (&str, &[u8])) {
    let file = json!({ "id": id, "media": media, "content": STANDARD.encode(bytes) });
    draft.put_resource(&format!("{owner}{KEPT}/{id}"), stored::object(file));
}

/// A kept file, what it belongs to, and the name of the operation that shows where it is.
pub(crate) fn find<'o>(organization: &'o Organization, id: &str) -> Option<(&'o Resource, &'o Resource, &'static str)> {
    let resources = organization.resources();
    let of = |owner: &'o Resource, shows| Some((&**resources.get(&format!("{}{KEPT}/{id}", owner.path))?, owner, shows));
    OWNERS.iter().find_map(|(collection, shows)| resources.list(collection).find_map(|owner| of(owner, *shows)))
}

/// Serves one request below [`PREFIX`]. It answers what an object store answers: 200 without a body, 403 to an address that
/// is not one of ours or no longer good.
pub(crate) async fn serve(platform: Arc<Platform>, peer: IpAddr, request: Request<Body>) -> Response<Body> {
    let now = platform.clock.now();
    let Some(target) = address::read(&platform.pepper, request.uri(), now) else {
        return refuse(StatusCode::FORBIDDEN, "this address is not a presigned one, or it has ended");
    };
    let tenant = platform.tenants.iter().find(|tenant| tenant.id == target.organization);
    let Some(tenant) = tenant else { return refuse(StatusCode::FORBIDDEN, "this address is of no organization here") };
    let Some(kind) = kind(&target.path) else { return fetch(tenant, request.method(), &target.path) };
    if !matches!(*request.method(), Method::PUT | Method::POST) {
        return refuse(StatusCode::METHOD_NOT_ALLOWED, "a file is sent here with PUT");
    }
    let (parts, body) = request.into_parts();
    let media = parts.headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or(UNTOLD);
    let Ok(body) = axum::body::to_bytes(body, kind.most).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the file is too large, or it did not come in whole");
    };
    take(&platform, tenant, peer, kind, &Upload { path: &target.path, body: &body, media }).await
}

/// What a file is that nobody told anything about.
const UNTOLD: &str = "application/octet-stream";

/// Gives a file that is kept.
fn fetch(tenant: &Tenant, method: &Method, path: &str) -> Response<Body> {
    if *method != Method::GET {
        return refuse(StatusCode::METHOD_NOT_ALLOWED, "a file is fetched here with GET");
    }
    let organization = tenant.current();
    let file = organization.resources().get(path).filter(|file| file.collection().ends_with(KEPT));
    let text = |name: &str| file.and_then(|file| file.entity.get(name)?.as_str());
    let Some(bytes) = text("content").and_then(|content| STANDARD.decode(content).ok()) else {
        return refuse(StatusCode::NOT_FOUND, "there is no such file");
    };
    let media = HeaderValue::from_str(text("media").unwrap_or(UNTOLD)).unwrap_or(HeaderValue::from_static(UNTOLD));
    let told = HeaderValue::from_static;
    // What somebody uploaded is not shown as a page of this origin.
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CONTENT_DISPOSITION, told("attachment")),
        (header::X_CONTENT_TYPE_OPTIONS, told("nosniff")),
        (header::CONTENT_SECURITY_POLICY, told("sandbox")),
    ];
    (headers, bytes).into_response()
}

async fn take(platform: &Platform, tenant: &Tenant, address: IpAddr, kind: &Kind, upload: &Upload<'_>) -> Response<Body> {
    let actor = Actor { client: None, user: None, address };
    let taken = tenant.change(platform.clock.now(), Some(actor), |draft| Ok((kind.receive)(draft, upload)?)).await;
    match taken {
        Ok(()) => Response::new(Body::empty()),
        Err(fault) => {
            if let Some(cause) = &fault.cause {
                tracing::error!(path = upload.path, %cause, "an upload failed");
            }
            refuse(StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), &fault.message)
        }
    }
}
