//! SAML 2.0 at the login host: people come in through an identity provider, and go out.
//!
//! | path | file |
//! |---|---|
//! | `GET /saml/login` | `start` |
//! | `POST /saml` | `receive` |
//! | `GET`, `POST /saml/logout` | `logout` |
//! | `GET /saml/metadata` | `metadata` |

mod examine;
mod find;
mod form;
pub(crate) mod key;
mod landing;
pub(crate) mod logout;
mod metadata;
pub(crate) mod parties;
mod receive;
mod start;
mod visit;

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderValue, Request, Response, StatusCode, header, request::Parts},
};

use postern_oauth::Form;

use self::visit::Visit;
pub(crate) use self::{examine::SKEW, start::fresh_id};
use crate::{fault::Fault, login::pages, platform::Platform};

/// Whether `path` is one of these endpoints.
pub(crate) fn is_one(path: &str) -> bool {
    path == "/saml" || path.starts_with("/saml/")
}

/// Serves one request, to its end: a browser that hangs up must not cut a sign-in in two.
pub(crate) async fn serve(platform: Arc<Platform>, address: IpAddr, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let shared = Arc::clone(&platform);
    match tokio::spawn(async move { answer(&shared, &parts, body, address).await }).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a sign-in ended badly");
            let fault = Fault::internal(error);
            pages::error(&platform, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", &fault.message, None)
        }
    }
}

async fn answer(platform: &Platform, parts: &Parts, body: Body, address: IpAddr) -> Response<Body> {
    let mut visit = Visit::new(platform, parts, address);
    if !platform.is_ready() {
        return visit.end(Err(Fault::unavailable("the store is out of sight").into()));
    }
    let outcome = match (parts.method.as_str(), parts.uri.path()) {
        ("POST", "/saml") => receive::serve(&mut visit, body).await,
        ("GET", "/saml/login") => start::serve(&mut visit).await,
        ("GET", "/saml/metadata") => metadata::serve(&mut visit).await,
        ("GET" | "POST", "/saml/logout") => logout::serve(&mut visit, body).await,
        (_, "/saml") => return wrong_method(platform, "POST"),
        (_, "/saml/login" | "/saml/metadata") => return wrong_method(platform, "GET"),
        (_, "/saml/logout") => return wrong_method(platform, "GET, POST"),
        _ => return pages::error(platform, StatusCode::NOT_FOUND, "There is no such page", "Check the address.", None),
    };
    visit.end(outcome)
}

/// A posted form, for others than the endpoints here; `None` when it is none.
pub(crate) async fn read_form(parts: &Parts, body: Body) -> Option<Form> {
    form::read(parts, body).await.ok()
}

fn wrong_method(platform: &Platform, allowed: &'static str) -> Response<Body> {
    let text = "This address is for identity providers; sign in from the application that you want to use.";
    let mut response = pages::error(platform, StatusCode::METHOD_NOT_ALLOWED, "Nothing to see here", text, None);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}
