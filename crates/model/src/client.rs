//! OAuth clients: the machines' way in.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, hex};

/// The one grant a client may use (API description: `authorizedGrantType`). PKCE is not a value: it is [`GrantType::Code`]
/// used without a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GrantType {
    /// Authorization code, with or without PKCE.
    #[serde(rename = "CODE")]
    Code,
    /// Implicit; on its way out.
    #[serde(rename = "TOKEN")]
    Token,
    /// SAML 2.0 bearer assertion (RFC 7522).
    #[serde(rename = "SAML2-BEARER")]
    Saml2Bearer,
    /// Resource owner password; legacy.
    #[serde(rename = "PASSWORD")]
    Password,
    /// Client credentials: no person involved.
    #[serde(rename = "CLIENT-CREDENTIALS")]
    ClientCredentials,
}

impl GrantType {
    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "CODE",
            Self::Token => "TOKEN",
            Self::Saml2Bearer => "SAML2-BEARER",
            Self::Password => "PASSWORD",
            Self::ClientCredentials => "CLIENT-CREDENTIALS",
        }
    }

    /// The grant with this wire name; `SAML2BEARER` is the Terraform provider's spelling of the same.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "CODE" => Some(Self::Code),
            "TOKEN" => Some(Self::Token),
            "SAML2-BEARER" | "SAML2BEARER" => Some(Self::Saml2Bearer),
            "PASSWORD" => Some(Self::Password),
            "CLIENT-CREDENTIALS" => Some(Self::ClientCredentials),
            _ => None,
        }
    }
}

/// Whether a client may get tokens (API description: `OAuthClient.state`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientState {
    /// Normal.
    Active,
    /// Existing tokens are invalid and no new ones are issued.
    Disabled,
    /// No new tokens; the client is to be deleted.
    Inactive,
}

impl ClientState {
    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Inactive => "inactive",
        }
    }
}

/// An OAuth client (API description: `OAuthClient`). Its roles are grants of the subject with its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// The id; this is the `client_id`.
    pub id: Id<Client>,
    /// Display name; need not be unique.
    pub name: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The grant.
    pub grant_type: GrantType,
    /// The grant type as it was spelt when written; echoed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_type_spelling: Option<String>,
    /// Life of an access token in seconds.
    pub token_seconds: u32,
    /// Redirect addresses, matched exactly.
    #[serde(default)]
    pub redirect_uris: Vec<String>,
    /// Scopes; for every grant but client credentials.
    #[serde(default)]
    pub scope: Vec<String>,
    /// Whether tokens are to be had.
    pub state: ClientState,
    /// Keyed hash of the one secret; the secret itself is never kept. All zero: no secret matches.
    #[serde(with = "hex")]
    pub secret_hash: [u8; 32],
    /// When the secret was last replaced.
    pub secret_made: Timestamp,
    /// When an inactive client will be gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_to_delete: Option<Timestamp>,
    /// Creation.
    pub date_created: Timestamp,
    /// Last write.
    pub date_modified: Timestamp,
    /// Who created it: a user's or a client's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<uuid::Uuid>,
    /// Who wrote it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified_by: Option<uuid::Uuid>,
    /// Tokens issued before this moment are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens_from: Option<Timestamp>,
}

impl Client {
    /// Keyed hash of a secret (BLAKE3 keyed mode; secrets are 256 bits of randomness, so no stretching is needed).
    pub fn hash_secret(pepper: &[u8; 32], secret: &str) -> [u8; 32] {
        *blake3::keyed_hash(pepper, secret.as_bytes()).as_bytes()
    }

    /// Whether `secret` is the client's, compared in constant time.
    pub fn secret_matches(&self, pepper: &[u8; 32], secret: &str) -> bool {
        use subtle::ConstantTimeEq;
        self.secret_hash != [0; 32] && bool::from(Self::hash_secret(pepper, secret).ct_eq(&self.secret_hash))
    }
}
