//! Groups of people. A group can hold roles only while its roles are enabled.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Id, Timestamp, User};

/// A group (API description: `Group`). Members are kept with the users ([`User::groups`]).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The id.
    pub id: Id<Group>,
    /// Unique among live groups.
    pub name: String,
    /// Free text.
    #[serde(default)]
    pub description: String,
    /// `official` or `social`.
    pub r#type: String,
    /// `public`, `owners` or `members`.
    pub visibility: String,
    /// Whether membership rules are shown.
    #[serde(default)]
    pub rules_visible: bool,
    /// Whether the group may hold roles; without it its grants reach nobody.
    #[serde(default)]
    pub roles_enabled: bool,
    /// Owners.
    #[serde(default)]
    pub owners: Vec<Id<User>>,
    /// Rises with every write; a stale one is refused.
    pub version: u64,
    /// Last write.
    pub date_modified: Timestamp,
    /// Everything else as written (`addresses`, `callsEnabled`, `includeOwners`, …).
    #[serde(default)]
    pub other: serde_json::Map<String, Value>,
}
