//! How people come in: sessions, logins under way, authorization codes, refresh tokens, passwords, consents.
//!
//! Whatever a browser or a client holds as proof is kept as a keyed hash only.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Client, Id, Timestamp, User, hex};

/// Keyed hash of something that its holder proves to have: a session cookie, a code, a refresh token. Those are 256 bits
/// of chance, so no stretching is needed (BLAKE3 keyed mode).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hashed(#[serde(with = "hex")] [u8; 32]);

impl Hashed {
    /// The hash of `secret`. `purpose` keeps a secret of one kind from standing for another.
    pub fn of(pepper: &[u8; 32], purpose: &str, secret: &str) -> Self {
        let mut hasher = blake3::Hasher::new_keyed(pepper);
        hasher.update(purpose.as_bytes()).update(&[0]).update(secret.as_bytes());
        Self(*hasher.finalize().as_bytes())
    }
}

impl fmt::Display for Hashed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Hashed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Hashed({:.8}…)", self.to_string())
    }
}

/// How a person proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignedIn {
    /// With the platform's own login or the password grant: what *Disable Genesys Cloud Login* ends.
    Password,
    /// With an assertion of an identity provider.
    Saml,
}

/// A browser's session at the login host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Hash of the cookie.
    pub id: Hashed,
    /// Who signed in.
    pub user: Id<User>,
    /// How.
    pub signed_in: SignedIn,
    /// When.
    pub began: Timestamp,
    /// When it is over.
    pub until: Timestamp,
    /// What the identity provider needs to end its own session; for SAML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saml: Option<SamlSession>,
}

/// A session at an identity provider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SamlSession {
    /// The provider record's id.
    pub provider: String,
    /// The person's name there (`NameID`).
    pub name_id: String,
    /// `Format` of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// `NameQualifier` of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_qualifier: Option<String>,
    /// `SPNameQualifier` of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sp_name_qualifier: Option<String>,
    /// `SessionIndex`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_index: Option<String>,
}

/// A SAML sign-in that was started here: whose answer is awaited, and where to go on then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingLogin {
    /// The id of our request.
    pub id: String,
    /// Hash of the cookie of the browser that was sent off; the answer must come from it.
    pub browser: Hashed,
    /// The provider record's id.
    pub provider: String,
    /// When.
    pub issued: Timestamp,
    /// Until when the answer is good.
    pub until: Timestamp,
    /// Path and query, on this host, to go on with.
    pub then: String,
}

/// A logout that was started here: the identity provider was told, its answer is awaited, and where to go on then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingLogout {
    /// The id of our request.
    pub id: String,
    /// Hash of the cookie of the browser that was sent off; the answer must come from it.
    pub browser: Hashed,
    /// The provider record's id.
    pub provider: String,
    /// Until when the answer is good.
    pub until: Timestamp,
    /// Where to go on: a path and query on this host, or an address that was found registered before it was kept.
    pub then: String,
}

/// An assertion that was used: it buys nothing again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpentAssertion {
    /// Hash of its issuer and id.
    pub id: Hashed,
    /// When it is over by itself.
    pub until: Timestamp,
}

/// An authorization code (RFC 6749 §4.1.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizationCode {
    /// Hash of the code.
    pub id: Hashed,
    /// For whom.
    pub client: Id<Client>,
    /// Of whom.
    pub user: Id<User>,
    /// How the person signed in.
    pub signed_in: SignedIn,
    /// The address it was sent to, which the token request must repeat.
    pub redirect_uri: String,
    /// `code_challenge` of PKCE, method S256 (RFC 7636).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
    /// When it is over.
    pub until: Timestamp,
    /// What it was traded for; a second try ends that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent: Option<Given>,
}

/// What a code or a refresh token was traded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Given {
    /// Serial of the access token.
    pub serial: u64,
    /// When that is over.
    pub until: Timestamp,
    /// Family of the refresh token, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<Uuid>,
}

/// A refresh token. Those that follow each other are one family: a spent one that comes again ends them all (RFC 9700 §4.14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshToken {
    /// Hash of the token.
    pub id: Hashed,
    /// Its family.
    pub family: Uuid,
    /// For whom.
    pub client: Id<Client>,
    /// Of whom.
    pub user: Id<User>,
    /// How the person signed in.
    pub signed_in: SignedIn,
    /// When the person's family of tokens began.
    pub issued: Timestamp,
    /// When it is over.
    pub until: Timestamp,
    /// The access tokens that were given along with it: one, unless it is the same one again at each refresh.
    pub given: Vec<Given>,
    /// Whether it was traded for the next.
    #[serde(default)]
    pub spent: bool,
}

/// A person's password for the platform's own login. Not part of the person's record, so that no view can show it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Password {
    /// Whose.
    pub user: Id<User>,
    /// Argon2id in PHC form.
    pub hash: String,
    /// Earlier ones, the latest first; they may not come again.
    #[serde(default)]
    pub previous: Vec<String>,
    /// When it was set.
    pub set: Timestamp,
    /// Wrong tries in a row.
    #[serde(default)]
    pub failures: u32,
    /// No try counts before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<Timestamp>,
}

impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Password(of {}, …)", self.user)
    }
}

/// That a client may be used with these scopes in an organization that enforces them (*Authorized Applications*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// The client.
    pub client: Id<Client>,
    /// Its scopes at that time.
    pub scope: Vec<String>,
    /// Who consented.
    pub by: Id<User>,
    /// When.
    pub at: Timestamp,
}
