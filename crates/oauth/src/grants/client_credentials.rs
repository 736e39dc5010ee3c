//! Client credentials (RFC 6749 §4.4): a machine asks in its own name. No person, no scope, no refresh token.

use postern_model::{Client, GrantType};

use crate::OAuthError;

/// The value of `grant_type`.
pub const NAME: &str = "client_credentials";

/// Whether `client`, already authenticated, may use this grant: its one authorized grant must be it.
pub fn check(client: &Client) -> Result<(), OAuthError> {
    if client.grant_type == GrantType::ClientCredentials {
        return Ok(());
    }
    Err(OAuthError::UnauthorizedClient(format!(
        "the client is registered for the grant {}, not CLIENT-CREDENTIALS",
        client.grant_type.name()
    )))
}
