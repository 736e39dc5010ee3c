//! The token endpoint's rules, as values: parsing a request, authenticating its client, the bodies of the answers.
//!
//! Ring 1: pure. Sources: RFC 6749 (OAuth 2.0), RFC 7522 (SAML bearer), RFC 7636 (PKCE), RFC 8414 (metadata),
//! RFC 9700 (best practice), and for bodies and statuses the facts recorded in
//! `docs/FIDELITY.md`.
#![deny(missing_docs)]

pub mod authorize;
mod error;
mod form;
pub mod grants;
mod request;
mod secret;

pub use error::{ErrorBody, OAuthError};
pub use form::Form;
pub use grants::Grant;
pub use request::{ClientAuthentication, Leniency, Sent, TokenRequest};
pub use secret::Secret;

/// Body of a successful token answer (RFC 6749 §5.1). `token_type` is lower case on the real service.
#[derive(Debug, serde::Serialize)]
pub struct TokenBody<'a> {
    /// The opaque token.
    pub access_token: &'a str,
    /// Always `bearer`.
    pub token_type: &'static str,
    /// Life in seconds.
    pub expires_in: u32,
    /// The opaque token to get the next with, where one is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<&'a str>,
}
