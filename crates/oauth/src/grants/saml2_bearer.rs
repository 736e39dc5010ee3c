//! SAML 2.0 bearer (RFC 7522) in the platform's form: `orgName` says which organization, and `assertion` is what the
//! identity provider posted, base64 of the whole response; the bare assertion of the RFC is taken as well.

use crate::{Form, OAuthError, Secret};

/// The value of `grant_type`.
pub const NAME: &str = "urn:ietf:params:oauth:grant-type:saml2-bearer";

/// What the request carries.
#[derive(Debug)]
pub struct Request {
    /// `orgName`: the organization's short name.
    pub org_name: String,
    /// `assertion`, as it was sent.
    pub assertion: Secret,
}

pub(super) fn read(form: &Form) -> Result<Request, OAuthError> {
    Ok(Request { org_name: form.needed("orgName")?.to_owned(), assertion: form.needed("assertion")?.into() })
}
