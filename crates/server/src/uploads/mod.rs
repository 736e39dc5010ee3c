//! Files that clients send outside the platform API: an operation answers a presigned address, the client puts the file there.
//!
//! The real addresses are those of an object store; here they are on this origin, below `/postern/uploads/`. An address is its
//! own permission, as a presigned one is: it cannot be guessed, it ends, and it takes one kind of file of a limited size.

pub(crate) mod address;
#[cfg(test)]
mod tests;

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Body,
    http::{Method, Request, Response, StatusCode},
};
use postern_org::{Actor, Draft, Refusal};

use crate::{
    api::{
        architect::{grammars::languages::files, prompts::resources},
        flows::jobs,
    },
    platform::Platform,
    postern::refuse,
    tenant::Tenant,
};

/// Where uploads go.
pub(crate) const PREFIX: &str = "/postern/uploads/";

/// A file that has come in.
pub(crate) struct Upload<'a> {
    /// What it is for: the path that its address was made for.
    pub(crate) path: &'a str,
    /// The file.
    pub(crate) body: &'a [u8],
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
];

fn kind(path: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| fits(kind.path, path))
}

fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    wanted.by_ref().zip(given.by_ref()).all(|(wanted, given)| wanted == "{}" || wanted == given)
        && template.matches('/').count() == path.matches('/').count()
}

/// Serves one request below [`PREFIX`]. It answers what an object store answers: 200 without a body, 403 to an address that
/// is not one of ours or no longer good.
pub(crate) async fn serve(platform: Arc<Platform>, peer: IpAddr, request: Request<Body>) -> Response<Body> {
    let now = platform.clock.now();
    let Some(target) = address::read(&platform.pepper, request.uri(), now) else {
        return refuse(StatusCode::FORBIDDEN, "this address is not a presigned one, or it has ended");
    };
    let tenant = platform.tenants.iter().find(|tenant| tenant.id == target.organization);
    let (Some(kind), Some(tenant)) = (kind(&target.path), tenant) else {
        return refuse(StatusCode::FORBIDDEN, "this address is for nothing that can be uploaded");
    };
    if !matches!(*request.method(), Method::PUT | Method::POST) {
        return refuse(StatusCode::METHOD_NOT_ALLOWED, "a file is sent here with PUT");
    }
    let Ok(body) = axum::body::to_bytes(request.into_body(), kind.most).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the file is too large, or it did not come in whole");
    };
    take(&platform, tenant, peer, kind, &Upload { path: &target.path, body: &body }).await
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
