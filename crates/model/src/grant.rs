//! Grants: who holds which role where.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Division, Id, Role, Timestamp};

/// What a subject is (API description: `subjectType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SubjectKind {
    /// A person.
    #[serde(rename = "PC_USER")]
    User,
    /// A group whose members inherit.
    #[serde(rename = "PC_GROUP")]
    Group,
    /// An OAuth client: itself a subject; there is no hidden service account behind it.
    #[serde(rename = "PC_OAUTH_CLIENT")]
    Client,
    /// A person of another organization.
    #[serde(rename = "PC_TRUSTEE_USER")]
    TrusteeUser,
    /// A group of another organization.
    #[serde(rename = "PC_TRUSTEE_GROUP")]
    TrusteeGroup,
}

impl SubjectKind {
    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "PC_USER",
            Self::Group => "PC_GROUP",
            Self::Client => "PC_OAUTH_CLIENT",
            Self::TrusteeUser => "PC_TRUSTEE_USER",
            Self::TrusteeGroup => "PC_TRUSTEE_GROUP",
        }
    }

    /// The kind with this wire name.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::from(text)).ok()
    }
}

/// A holder of grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Its id; ids are unique across kinds.
    pub id: Uuid,
}

/// Where a grant reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Every division; `*` on the wire.
    All,
    /// One division.
    Division(Id<Division>),
}

impl Reach {
    /// Whether a grant with this reach counts in `division`.
    pub fn covers(self, division: Id<Division>) -> bool {
        match self {
            Self::All => true,
            Self::Division(mine) => mine == division,
        }
    }

    /// Reads a division id or `*`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "*" { Some(Self::All) } else { Id::parse(text).map(Self::Division) }
    }
}

impl std::fmt::Display for Reach {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::All => out.write_str("*"),
            Self::Division(id) => id.fmt(out),
        }
    }
}

impl Serialize for Reach {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reach {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is neither a division id nor `*`")))
    }
}

/// One grant of a subject: a role, and where it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    /// The role.
    pub role: Id<Role>,
    /// Where.
    pub division: Reach,
    /// When it was made (`grantMadeAt`).
    pub made: Timestamp,
}

/// All grants of one subject: the unit that is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectGrants {
    /// Who holds them.
    pub subject: Subject,
    /// What is held.
    pub grants: Vec<Grant>,
}
