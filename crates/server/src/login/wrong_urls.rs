//! Token URLs that people find in forums and that do not exist: `/v2/oauth/token`, `/api/v2/oauth/token`. Strict by
//! default; `--lenient` serves them with a `Warning` header (RFC 7234 §5.5, code 299) that names the right URL.

use axum::{
    body::Body,
    http::{HeaderValue, Response},
};

/// The wrong paths.
pub(crate) const PATHS: [&str; 2] = ["/v2/oauth/token", "/api/v2/oauth/token"];

/// What a refusal says.
pub(crate) const ADVICE: &str = "The requested resource was not found. Tokens come from POST /oauth/token on the login host.";

/// Marks a tolerated answer.
pub(crate) fn warn(mut response: Response<Body>) -> Response<Body> {
    let text = "299 postern \"this URL does not exist on the real service; use POST /oauth/token on the login host\"";
    response.headers_mut().insert("warning", HeaderValue::from_static(text));
    response
}
