//! Divisions: the partitions of an organization that grants reach into.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp};

/// A division (API description: `AuthzDivision`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Division {
    /// The id; the literal `*` on the wire means all divisions and is never stored as one.
    pub id: Id<Division>,
    /// Unique in the organization, letter case aside.
    pub name: String,
    /// Free text.
    #[serde(default)]
    pub description: String,
    /// Whether this is the one home division, where objects without a division live.
    #[serde(default)]
    pub home: bool,
    /// When it was deleted; a deleted division can be restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Timestamp>,
}
