//! What people see of it. Every page says what it is.

use askama::Template;
use axum::{
    body::Body,
    http::{Response, StatusCode},
};

use super::{
    answers::{ANSWERS, Answer},
    people::Group,
    request::Asked,
};
use crate::{
    login::pages::{Allowed, Frame, respond},
    platform::Platform,
};

#[derive(Template)]
#[template(path = "test_idp/choose.html")]
struct Choose<'a> {
    frame: Frame<'a>,
    organization: &'a str,
    groups: Vec<Group>,
    answers: &'static [Answer],
    asked: Option<Asked>,
    sessions: Vec<String>,
}

/// People and answers to choose from; who can be signed out.
pub(super) fn choose(
    platform: &Platform,
    organization: &str,
    groups: Vec<Group>,
    (asked, sessions): (Option<Asked>, Vec<String>),
) -> Response<Body> {
    let page = Choose { frame: Frame::of(platform), organization, groups, answers: ANSWERS, asked, sessions };
    respond(StatusCode::OK, &page, &Allowed::NOTHING)
}

#[derive(Template)]
#[template(path = "test_idp/send.html")]
struct Send<'a> {
    frame: Frame<'a>,
    answer: &'a Answer,
    person: &'a str,
    fields: &'a [(&'a str, String)],
}

/// Carries an answer to Postern. The sign-in may end at an application: browsers look at redirects after a post as well.
pub(super) fn send(platform: &Platform, answer: &Answer, person: &str, fields: &[(&str, String)]) -> Response<Body> {
    let organization = platform.first();
    let applications = organization.clients().flat_map(|client| client.redirect_uris.iter().map(String::as_str));
    respond(StatusCode::OK, &Send { frame: Frame::of(platform), answer, person, fields }, &Allowed::forms_to(applications))
}

#[derive(Template)]
#[template(path = "test_idp/signed_out.html")]
struct SignedOut<'a> {
    frame: Frame<'a>,
    done: bool,
}

/// Postern has answered a logout that began here.
pub(super) fn signed_out(platform: &Platform, done: bool) -> Response<Body> {
    respond(StatusCode::OK, &SignedOut { frame: Frame::of(platform), done }, &Allowed::NOTHING)
}
