//! Refusals of the token endpoint.

use postern_model::{GrantType, Settings, settings::InactiveClientError};
use serde::Serialize;

use crate::grants;

/// Why no token is issued (RFC 6749 §5.2). Texts never hold a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OAuthError {
    /// The client id is nobody's.
    ClientNotFound,
    /// The secret is wrong.
    AuthenticationFailed,
    /// The client is disabled or inactive.
    ClientNotActive,
    /// The request is malformed.
    InvalidRequest(String),
    /// The client may not use this grant.
    UnauthorizedClient(String),
    /// What was presented buys nothing: a code, a refresh token, an assertion, a password.
    InvalidGrant(String),
    /// No such grant.
    UnsupportedGrantType(String),
    /// Too many token requests; seconds until the next may come.
    TooManyRequests(u32),
}

/// The body: three keys, the text twice (seen on the real service for `invalid_client`; inferred for the rest).
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ErrorBody<'a> {
    /// RFC 6749 name.
    pub error: &'static str,
    /// The text.
    pub description: &'a str,
    /// The text again.
    pub error_description: &'a str,
}

impl OAuthError {
    /// No such grant as `given`.
    pub(crate) fn unsupported(given: &str) -> Self {
        let given: String = given.chars().take(80).collect();
        Self::UnsupportedGrantType(format!("grant type `{given}` is not supported; supported: {}", grants::names()))
    }

    /// A client that is registered for another grant than it uses.
    pub fn other_grant(registered: GrantType, used: GrantType) -> Self {
        Self::UnauthorizedClient(format!("the client is registered for the grant {}, not {}", registered.name(), used.name()))
    }

    /// HTTP status under these settings.
    pub fn status(&self, settings: &Settings) -> u16 {
        match self {
            Self::ClientNotFound => settings.token_unknown_client_status,
            Self::AuthenticationFailed => settings.token_wrong_secret_status,
            Self::TooManyRequests(_) => settings.token_rate_status,
            _ => settings.token_rfc_error_status,
        }
    }

    /// RFC 6749 name under these settings.
    pub fn error(&self, settings: &Settings) -> &'static str {
        match self {
            Self::ClientNotFound | Self::AuthenticationFailed => "invalid_client",
            Self::ClientNotActive => match settings.token_inactive_client_error {
                InactiveClientError::InvalidClient => "invalid_client",
                InactiveClientError::UnauthorizedClient => "unauthorized_client",
            },
            Self::InvalidRequest(_) => "invalid_request",
            Self::UnauthorizedClient(_) => "unauthorized_client",
            Self::InvalidGrant(_) => "invalid_grant",
            Self::UnsupportedGrantType(_) => "unsupported_grant_type",
            // The Terraform provider retries on exactly `invalid_request (rate limit exceeded;`.
            Self::TooManyRequests(_) => "invalid_request",
        }
    }

    /// What a person reads.
    pub fn description(&self) -> String {
        match self {
            Self::ClientNotFound => "client not found".to_owned(),
            Self::AuthenticationFailed => "authentication failed".to_owned(),
            Self::ClientNotActive => "client is not active".to_owned(),
            Self::InvalidRequest(text) | Self::UnauthorizedClient(text) | Self::InvalidGrant(text) | Self::UnsupportedGrantType(text) => {
                text.clone()
            }
            Self::TooManyRequests(seconds) => format!("rate limit exceeded; retry in {seconds} seconds"),
        }
    }
}
