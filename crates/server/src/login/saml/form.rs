//! A message that arrives in a form (bindings §3.5): at most the size of any body, each parameter once, and nothing but a
//! form, so that a page elsewhere cannot send another content type without asking first.

use axum::{
    body::Body,
    http::{header, request::Parts},
};
use postern_oauth::Form;
use postern_saml::Code;

use super::visit::Refused;
use crate::router::BODY_LIMIT;

pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// Reads the form.
pub(super) async fn read(parts: &Parts, body: Body) -> Result<Form, Refused> {
    let malformed = |cause: String| Refused::new("form", Code::FormMalformed, cause);
    let media = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(FORM) {
        return Err(malformed(format!("the Content-Type is not {FORM}")));
    }
    let bytes = axum::body::to_bytes(body, BODY_LIMIT).await;
    let bytes = bytes.map_err(|_| malformed(format!("the body did not arrive, or is over {BODY_LIMIT} bytes")))?;
    Form::parse(&bytes).map_err(|error| malformed(error.description()))
}

/// The value of one of its parameters.
pub(super) fn required<'f>(form: &'f Form, name: &str) -> Result<&'f str, Refused> {
    form.get(name).ok_or_else(|| Refused::new("form", Code::FormMalformed, format!("the form has no `{name}`")))
}
