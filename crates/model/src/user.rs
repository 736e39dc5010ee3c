//! People.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Division, Group, Id, Timestamp};

/// Whether a person can be used (API description: `User.state`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserState {
    /// Normal.
    Active,
    /// Switched off, kept.
    Inactive,
    /// Deleted softly; can be restored by a PATCH of the state.
    Deleted,
}

impl UserState {
    /// The state with this wire name.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "active" => Some(Self::Active),
            "inactive" => Some(Self::Inactive),
            "deleted" => Some(Self::Deleted),
            _ => None,
        }
    }

    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Deleted => "deleted",
        }
    }
}

/// A person (API description: `User`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The id.
    pub id: Id<User>,
    /// Display name.
    pub name: String,
    /// Unique among live users, letter case aside; what SAML assertions are matched with.
    pub email: String,
    /// Whether the person can be used.
    pub state: UserState,
    /// Rises with every write; a stale one is refused.
    pub version: u64,
    /// Where the person lives.
    pub division: Id<Division>,
    /// Explicit memberships. Kept here and not on the group, so that a decision reads one value.
    #[serde(default)]
    pub groups: Vec<Id<Group>>,
    /// The person's manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<Id<User>>,
    /// Tokens issued before this moment are refused (`DELETE /api/v2/tokens/{userId}`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens_from: Option<Timestamp>,
    /// When a token was last issued to the person (`expand=lasttokenissued`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_token: Option<Timestamp>,
    /// Last sign-in with user name and password (`expand=dateLastLogin`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_login: Option<Timestamp>,
    /// Everything else as written (`title`, `department`, `addresses`, `certifications`, …).
    #[serde(default)]
    pub other: serde_json::Map<String, Value>,
}
