//! The organization's own rules for who comes in, beyond what the platform has: the machine policy.
//!
//! It is a document that people write and read, so it is read strictly: an unknown field is an error that names it.

use serde::{Deserialize, Serialize};

use crate::{Client, GrantType, Id, User};

/// Who may come in, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntryPolicy {
    /// Whether the policy refuses, or only says what it would refuse.
    pub mode: Mode,
    /// How people come in.
    pub people: People,
    /// People whom `people` does not bind: for the day on which the identity provider is down. The platform's own switch,
    /// *Disable Genesys Cloud Login*, binds them all the same: it knows no exception.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub break_glass: Vec<Id<User>>,
    /// The grants with which machines get tokens; absent: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine_grants: Option<Vec<MachineGrant>>,
    /// The machine clients that get tokens; absent: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clients: Option<Vec<Listed>>,
}

/// Whether a policy refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// What is against it is refused.
    Enforce,
    /// Nothing is refused; decisions say what would be.
    Report,
}

/// How people come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum People {
    /// Through an identity provider only.
    SamlOnly,
    /// In every way that the platform allows.
    Any,
}

/// A grant that a program uses with no person at a browser. `CODE` and `TOKEN` are people's ways in, which
/// [`EntryPolicy::people`] rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MachineGrant {
    /// Client credentials.
    #[serde(rename = "CLIENT-CREDENTIALS")]
    ClientCredentials,
    /// SAML 2.0 bearer assertion.
    #[serde(rename = "SAML2-BEARER")]
    Saml2Bearer,
    /// Resource owner password.
    #[serde(rename = "PASSWORD")]
    Password,
}

impl MachineGrant {
    /// The machine grant that clients of this type use, if it is one.
    pub const fn of(grant: GrantType) -> Option<Self> {
        match grant {
            GrantType::ClientCredentials => Some(Self::ClientCredentials),
            GrantType::Saml2Bearer => Some(Self::Saml2Bearer),
            GrantType::Password => Some(Self::Password),
            GrantType::Code | GrantType::Token => None,
        }
    }
}

/// A machine client that may have tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Listed {
    /// The client.
    pub id: Id<Client>,
    /// Who answers for it.
    pub owner: String,
    /// What it is for.
    pub purpose: String,
}
