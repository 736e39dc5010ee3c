//! Forms that are not to be acted upon.

use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use postern_oauth::authorize::code;

use super::visit::{Visit, Whom};
use crate::decisions::EntryRefusal;

/// Refuses a form that does not come from a page this browser was given (cross-site request forgery).
pub(super) fn foreign(visit: &Visit) -> Option<Response<Body>> {
    let csrf = visit.form.get("csrf").unwrap_or_default();
    if visit.browser.sent(&visit.platform, csrf) {
        return None;
    }
    let text =
        "This form is out of date, or was not made for this browser. Go back to the application and start again; cookies must be allowed.";
    Some(no_form(visit, StatusCode::FORBIDDEN, "Start again", text))
}

/// Refuses a form whose `then` is no place on this host.
pub(super) fn astray(visit: &Visit) -> Response<Body> {
    let text = "The form names no place on this host to go on with. Go back to the application and start again.";
    no_form(visit, StatusCode::BAD_REQUEST, "Nowhere to go on", text)
}

fn no_form(visit: &Visit, status: StatusCode, title: &str, text: &str) -> Response<Body> {
    let refusal = EntryRefusal { code: code::FORM, message: text.to_owned(), cause: None };
    visit.refuse(Whom::default(), status, title, Vec::new(), refusal)
}
