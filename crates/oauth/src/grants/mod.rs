//! The grants, one file each: what their requests carry.

pub mod authorization_code;
pub mod client_credentials;
pub mod password;
pub mod refresh_token;
pub mod saml2_bearer;

use postern_model::GrantType;

use crate::{Form, OAuthError};

/// What a token request asks for.
#[derive(Debug)]
pub enum Grant {
    /// A machine in its own name.
    ClientCredentials,
    /// A person who came through a browser.
    AuthorizationCode(authorization_code::Request),
    /// A person who came earlier.
    RefreshToken(refresh_token::Request),
    /// A person whom an identity provider vouches for.
    Saml2Bearer(saml2_bearer::Request),
    /// A person by name and password.
    Password(password::Request),
}

/// Reads what a grant carries.
type Reader = fn(&Form) -> Result<Grant, OAuthError>;

const GRANTS: [(&str, Reader); 5] = [
    (authorization_code::NAME, |form| authorization_code::read(form).map(Grant::AuthorizationCode)),
    (client_credentials::NAME, |_| Ok(Grant::ClientCredentials)),
    (refresh_token::NAME, |form| refresh_token::read(form).map(Grant::RefreshToken)),
    (saml2_bearer::NAME, |form| saml2_bearer::read(form).map(Grant::Saml2Bearer)),
    (password::NAME, |form| password::read(form).map(Grant::Password)),
];

/// The grants that the metadata names, in the order of the real document, which leaves out the legacy one.
pub const ADVERTISED: [&str; 4] = [authorization_code::NAME, client_credentials::NAME, refresh_token::NAME, saml2_bearer::NAME];

impl Grant {
    /// Reads the grant that `grant_type` names.
    pub(crate) fn read(form: &Form) -> Result<Self, OAuthError> {
        let given = form
            .get("grant_type")
            .ok_or_else(|| OAuthError::InvalidRequest("parameter `grant_type` is missing from the body".to_owned()))?;
        let (_, read) = GRANTS.iter().find(|(name, _)| *name == given).ok_or_else(|| OAuthError::unsupported(given))?;
        read(form)
    }

    /// Its name in `grant_type`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ClientCredentials => client_credentials::NAME,
            Self::AuthorizationCode(_) => authorization_code::NAME,
            Self::RefreshToken(_) => refresh_token::NAME,
            Self::Saml2Bearer(_) => saml2_bearer::NAME,
            Self::Password(_) => password::NAME,
        }
    }

    /// What a client must be registered for to use it.
    pub const fn client_type(&self) -> GrantType {
        match self {
            Self::ClientCredentials => GrantType::ClientCredentials,
            Self::AuthorizationCode(_) | Self::RefreshToken(_) => GrantType::Code,
            Self::Saml2Bearer(_) => GrantType::Saml2Bearer,
            Self::Password(_) => GrantType::Password,
        }
    }

    /// Whether the request proves by itself that it comes from whom it was meant for, so that a client without a secret may
    /// make it (RFC 7636).
    pub(crate) fn needs_no_secret(&self) -> bool {
        matches!(self, Self::AuthorizationCode(request) if request.challenge.is_some())
    }
}

/// The names of the grants that are served.
pub(crate) fn names() -> String {
    GRANTS.map(|(name, _)| name).join(", ")
}
