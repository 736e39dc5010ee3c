//! Resource owner password (RFC 6749 §4.3): legacy, and what single sign-on ends. `username` is the person's e-mail address.

use crate::{Form, OAuthError, Secret};

/// The value of `grant_type`.
pub const NAME: &str = "password";

/// What the request carries.
#[derive(Debug)]
pub struct Request {
    /// `username`.
    pub username: String,
    /// `password`.
    pub password: Secret,
}

pub(super) fn read(form: &Form) -> Result<Request, OAuthError> {
    Ok(Request { username: form.needed("username")?.to_owned(), password: form.needed("password")?.into() })
}
