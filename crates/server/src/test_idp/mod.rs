//! The built-in test identity provider: people to choose from, and answers that are deliberately wrong. Not for production:
//! it asks for no password. It is there with `--demo` or `--test-idp` only, and answers callers of this machine only.
//!
//! To the rest it is an identity provider like any other, at the same origin: a record, a key of its own, messages through
//! the browser. To add an answer: a row in `answers::ANSWERS`.

mod answers;
mod message;
mod metadata;
mod pages;
mod people;
mod record;
mod request;
mod slo;
mod sso;

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    body::Body,
    http::{Request, Response, StatusCode},
};
use postern_saml::NameId;
use postern_store::Store;

pub(crate) use self::record::{settle, settle_in};
use crate::{
    fault::Fault,
    login::{
        pages::error,
        saml::key::{Pair, certified},
    },
    platform::Platform,
    postern,
};

const KEY: &str = "test-identity-provider";
/// How many sessions and logouts are remembered, the latest.
const MOST: usize = 100;

/// What it keeps while the server runs.
pub(crate) struct TestIdp {
    pair: Pair,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// The last response, in base64.
    last: Option<String>,
    /// Sessions that it gave: the name and the index.
    sessions: Vec<(NameId, String)>,
    /// Ids of its logout requests.
    logouts: Vec<String>,
}

impl TestIdp {
    pub(crate) async fn load(store: &Store) -> Result<Self, Fault> {
        let make = || {
            let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).map_err(Fault::internal)?;
            certified(&key, "Postern test identity provider, not for production")
        };
        Ok(Self { pair: Pair::load(store, KEY, make).await?, memory: Mutex::default() })
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps a value among the latest.
fn remember<T>(values: &mut Vec<T>, value: T) {
    if values.len() == MOST {
        values.remove(0);
    }
    values.push(value);
}

/// Its entity id.
fn issuer(platform: &Platform) -> String {
    format!("{}/test-idp", platform.url)
}

/// Whether `path` is one of its pages.
pub(crate) fn is_one(path: &str) -> bool {
    path == "/test-idp" || path.starts_with("/test-idp/")
}

/// Serves one request.
pub(crate) async fn serve(platform: Arc<Platform>, address: IpAddr, request: Request<Body>) -> Response<Body> {
    let Some(idp) = &platform.test_idp else {
        let text = "The test identity provider runs with `postern up --demo` or `--test-idp` only.";
        return error(&platform, StatusCode::NOT_FOUND, "There is no such page", text, None);
    };
    let (parts, body) = request.into_parts();
    if !postern::is_near(address, &parts.headers) {
        let text = "The test identity provider asks for no password, so it answers this machine only, under an address of it.";
        return error(&platform, StatusCode::FORBIDDEN, "Not from here", text, None);
    }
    let query = parts.uri.query().unwrap_or_default();
    match (parts.method.as_str(), parts.uri.path()) {
        ("GET", "/test-idp" | "/test-idp/") => sso::choose(&platform, idp, None),
        ("GET", "/test-idp/sso") => sso::redirected(&platform, idp, query),
        ("POST", "/test-idp/sso") => sso::posted(&platform, idp, &parts, body).await,
        ("POST", "/test-idp/answer") => sso::answer(&platform, idp, &parts, body).await,
        ("GET", "/test-idp/metadata") => metadata::show(&platform, idp),
        ("GET", "/test-idp/slo") => slo::receive(&platform, idp, query).await,
        ("POST", "/test-idp/logout") => slo::start(&platform, idp, &parts, body).await,
        _ => error(&platform, StatusCode::NOT_FOUND, "There is no such page", "Its pages begin at /test-idp.", None),
    }
}

/// What the caller did wrong.
fn unreadable(platform: &Platform, text: &str) -> Response<Body> {
    error(platform, StatusCode::BAD_REQUEST, "The test identity provider cannot read this", text, None)
}

/// What went wrong here.
fn failed(platform: &Platform, fault: &Fault) -> Response<Body> {
    tracing::error!(cause = fault.cause, "the test identity provider failed");
    error(platform, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", &fault.message, None)
}
