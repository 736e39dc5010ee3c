//! What people see in a browser: HTML without scripts, from templates in `crates/server/templates/`. A page is written so
//! that it is well-formed XML too, which a test holds it to.
//!
//! To add one: a template that extends `base.html`, a struct with a [`Frame`], and [`respond`].

pub(crate) mod security;

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use uuid::Uuid;

use crate::platform::Platform;
pub(crate) use security::Allowed;

/// The one style sheet; it stands in every page, and the content security policy names its hash.
pub(crate) const STYLE: &str = include_str!("../../../templates/style.css");

/// What `base.html` shows around a page.
pub(crate) struct Frame<'a> {
    /// Host and port of this server.
    pub(crate) host: &'a str,
}

impl<'a> Frame<'a> {
    pub(crate) fn of(platform: &'a Platform) -> Self {
        Self { host: platform.url.split_once("://").map_or(platform.url.as_str(), |(_, host)| host) }
    }
}

/// The answer that shows a page. `allowed` is what the page needs beyond nothing.
pub(crate) fn respond(status: StatusCode, page: &impl Template, allowed: &Allowed) -> Response<Body> {
    let mut response = match page.render() {
        Ok(text) => Response::new(Body::from(text)),
        Err(error) => {
            tracing::error!(%error, "a page cannot be rendered");
            let mut response = Response::new(Body::from("Internal server error"));
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            security::protect(response.headers_mut(), allowed);
            return response;
        }
    };
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    security::protect(response.headers_mut(), allowed);
    response
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    frame: Frame<'a>,
    title: &'a str,
    text: &'a str,
    decision: Option<Uuid>,
}

/// A refusal, or something that went wrong: what, and what to do about it. Nobody is sent anywhere.
pub(crate) fn error(platform: &Platform, status: StatusCode, title: &str, text: &str, decision: Option<Uuid>) -> Response<Body> {
    respond(status, &ErrorPage { frame: Frame::of(platform), title, text, decision }, &Allowed::NOTHING)
}

#[derive(Template)]
#[template(path = "post_form.html")]
struct PostForm<'a> {
    frame: Frame<'a>,
    action: &'a str,
    fields: &'a [(&'a str, String)],
    what: &'a str,
}

/// A page with a button that posts `fields` to `action`: how a message is carried to another site without scripts.
/// `what` names that site in the heading, “Continue to …”.
pub(crate) fn post_form(platform: &Platform, action: &str, fields: &[(&str, String)], what: &str) -> Response<Body> {
    let allowed = Allowed::forms_to([action]);
    respond(StatusCode::OK, &PostForm { frame: Frame::of(platform), action, fields, what }, &allowed)
}

#[derive(Template)]
#[template(path = "signed_in.html")]
struct SignedIn<'a> {
    frame: Frame<'a>,
    person: &'a str,
    organization: &'a str,
}

/// Where a sign-in ends that no application asked for.
pub(crate) fn signed_in(platform: &Platform, person: &str, organization: &str) -> Response<Body> {
    respond(StatusCode::OK, &SignedIn { frame: Frame::of(platform), person, organization }, &Allowed::NOTHING)
}

#[derive(Template)]
#[template(path = "signed_out.html")]
struct SignedOut<'a> {
    frame: Frame<'a>,
    text: &'a str,
}

/// Where signing out ends when no application is to be gone back to.
pub(crate) fn signed_out(platform: &Platform, text: &str) -> Response<Body> {
    respond(StatusCode::OK, &SignedOut { frame: Frame::of(platform), text }, &Allowed::NOTHING)
}
