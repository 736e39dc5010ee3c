//! Which page of the login host serves a path.

use std::{future::Future, net::IpAddr, pin::Pin, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, Response, StatusCode, header},
};
use hyper::body::Incoming;
use postern_oauth::Form;

use super::{authorize, consent, logout, pages, sign_in, visit::Visit};
use crate::platform::Platform;

/// The most bytes a form may have.
const LARGEST_FORM: usize = 64 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";

/// Answers one visit.
type Page = for<'v> fn(&'v Visit) -> Pin<Box<dyn Future<Output = Response<Body>> + Send + 'v>>;

/// Path, method, page.
const PAGES: [(&str, Method, Page); 6] = [
    ("/oauth/authorize", Method::GET, |visit| Box::pin(authorize::show(visit))),
    ("/login", Method::GET, |visit| Box::pin(sign_in::show(visit))),
    ("/login", Method::POST, |visit| Box::pin(sign_in::post(visit))),
    ("/consent", Method::POST, |visit| Box::pin(consent::post(visit))),
    ("/signed-in", Method::GET, |visit| Box::pin(sign_in::done(visit))),
    ("/logout", Method::GET, |visit| Box::pin(logout::show(visit))),
];

/// Whether `path` is one of a page.
pub(crate) fn is_one(path: &str) -> bool {
    PAGES.iter().any(|(known, ..)| *known == path)
}

/// Answers a request for a page.
pub(crate) async fn serve(platform: Arc<Platform>, address: IpAddr, request: Request<Incoming>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let Some((_, _, page)) = PAGES.iter().find(|(known, method, _)| *known == path && *method == parts.method) else {
        return wrong_method(&platform, path);
    };
    if !platform.is_ready() {
        let text = "The store is out of sight, so nobody can be signed in. Try again in a moment.";
        return pages::error(&platform, StatusCode::SERVICE_UNAVAILABLE, "Not ready", text, None);
    }
    let form = match posted(&parts.method, parts.headers.get(header::CONTENT_TYPE), body).await {
        Ok(form) => form,
        Err((status, text)) => return pages::error(&platform, status, "The form cannot be read", text, None),
    };
    let visit = match Visit::new(Arc::clone(&platform), address, parts, form) {
        Ok(visit) => visit,
        Err(fault) => {
            tracing::error!(cause = fault.cause, "no chance to be had");
            return pages::error(&platform, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", "Try again in a moment.", None);
        }
    };
    // A browser that hangs up must not cut a change in two: it runs to its end in a task of its own.
    let page = *page;
    tokio::spawn(async move { page(&visit).await }).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a page ended badly");
        pages::error(&platform, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", "Try again in a moment.", None)
    })
}

fn wrong_method(platform: &Platform, path: &str) -> Response<Body> {
    let methods: Vec<&str> = PAGES.iter().filter(|(known, ..)| *known == path).map(|(_, method, _)| method.as_str()).collect();
    let text = format!("This address takes {} only.", methods.join(" and "));
    let mut response = pages::error(platform, StatusCode::METHOD_NOT_ALLOWED, "Wrong method", &text, None);
    if let Ok(allow) = HeaderValue::from_str(&methods.join(", ")) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// What was posted; nothing, unless something can be.
async fn posted(method: &Method, media: Option<&HeaderValue>, body: Incoming) -> Result<Form, (StatusCode, &'static str)> {
    if method != Method::POST {
        return Ok(Form::default());
    }
    let media = media.and_then(|value| value.to_str().ok()).and_then(|value| value.split(';').next()).unwrap_or_default();
    if !media.trim().eq_ignore_ascii_case(FORM) {
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "Its Content-Type must be application/x-www-form-urlencoded."));
    }
    let bytes = axum::body::to_bytes(Body::new(body), LARGEST_FORM).await;
    let bytes = bytes.map_err(|_| (StatusCode::PAYLOAD_TOO_LARGE, "It is too large."))?;
    Form::parse(&bytes).map_err(|_| (StatusCode::BAD_REQUEST, "A field appears more than once."))
}
