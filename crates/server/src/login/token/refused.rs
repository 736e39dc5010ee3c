//! Why there is no token: what the caller is told, and what only this machine is told.

use std::fmt;

use postern_decide::Bar;
use postern_model::{Client, GrantType};
use postern_oauth::OAuthError;

use crate::fault::Fault;

/// Why no token: the caller's fault, or ours.
#[derive(Debug)]
pub(super) enum Refused {
    Caller(Box<Denied>),
    Server(Fault),
}

/// The caller's fault.
#[derive(Debug)]
pub(super) struct Denied {
    /// What the caller is told.
    pub(super) error: OAuthError,
    /// The reason that has a page, where one has.
    pub(super) code: Option<&'static str>,
    /// What only the decision says besides.
    pub(super) cause: Option<String>,
}

impl From<OAuthError> for Denied {
    fn from(error: OAuthError) -> Self {
        Self { error, code: None, cause: None }
    }
}

impl From<OAuthError> for Refused {
    fn from(error: OAuthError) -> Self {
        Self::Caller(Box::new(error.into()))
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Server(fault)
    }
}

impl Refused {
    /// What was presented buys nothing.
    pub(super) fn grant(text: &str) -> Self {
        OAuthError::InvalidGrant(text.to_owned()).into()
    }

    /// The same, with a reason that only the decision names.
    pub(super) fn hidden(text: &str, code: Option<&'static str>, cause: impl Into<String>) -> Self {
        let error = OAuthError::InvalidGrant(text.to_owned());
        Self::Caller(Box::new(Denied { error, code, cause: Some(cause.into()) }))
    }

    /// A rule about ways in bars this one. `used` is what the client would have to be registered for.
    pub(super) fn barred(bar: Bar, client: Option<&Client>, used: GrantType) -> Self {
        let text = || bar.text().to_owned();
        let error = match bar {
            Bar::ClientNotActive => OAuthError::ClientNotActive,
            Bar::GrantNotAllowed => {
                client.map_or_else(|| OAuthError::UnauthorizedClient(text()), |client| OAuthError::other_grant(client.grant_type, used))
            }
            Bar::PasswordGrantOff => OAuthError::UnsupportedGrantType(text()),
            Bar::ImplicitEnded | Bar::GrantNotPermitted | Bar::ClientNotListed => OAuthError::UnauthorizedClient(text()),
            Bar::PersonNotActive | Bar::SsoOnly | Bar::SecondFactor | Bar::PeopleSamlOnly | Bar::Unread(_) => {
                OAuthError::InvalidGrant(text())
            }
        };
        Self::Caller(Box::new(Denied { error, code: Some(bar.code()), cause: None }))
    }
}

/// What the decision says of it.
impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caller(denied) => out.write_str(denied.cause.as_deref().unwrap_or(&denied.error.description())),
            Self::Server(fault) => out.write_str(&fault.message),
        }
    }
}
