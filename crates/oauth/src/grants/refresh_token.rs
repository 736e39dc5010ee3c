//! Refreshing (RFC 6749 §6). A `scope` in the request is ignored: scopes are the client's own here.

use crate::{Form, OAuthError, Secret};

/// The value of `grant_type`.
pub const NAME: &str = "refresh_token";

/// What the request carries.
#[derive(Debug)]
pub struct Request {
    /// `refresh_token`.
    pub refresh_token: Secret,
}

pub(super) fn read(form: &Form) -> Result<Request, OAuthError> {
    Ok(Request { refresh_token: form.needed("refresh_token")?.into() })
}
