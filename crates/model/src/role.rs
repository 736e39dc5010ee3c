//! Roles and the permission policies in them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Id, PermissionSet};

/// A role (API description: `DomainOrganizationRole`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Role {
    /// The id.
    pub id: Id<Role>,
    /// Unique in the organization.
    pub name: String,
    /// Free text.
    #[serde(default)]
    pub description: String,
    /// For a shipped role, its key (`employee`, `admin`, …); custom roles have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_role_id: Option<String>,
    /// Legacy flat names (`admin`, `group_creation`, …).
    #[serde(default)]
    pub permissions: Vec<String>,
    /// The policies as last written, wildcards expanded.
    #[serde(default)]
    pub policies: Vec<Policy>,
    /// Shipped: it can be edited and restored, not deleted.
    #[serde(default)]
    pub base: bool,
    /// Whether a shipped role was edited away from what ships.
    #[serde(default)]
    pub edited: bool,
    /// The permissions that the policies and legacy names give, conditions aside. Derived; filled on load and on write.
    #[serde(skip)]
    pub effective: PermissionSet,
    /// Those among them that it gives under a condition only, if there are any. Derived like them.
    #[serde(skip)]
    pub conditional: Option<Box<PermissionSet>>,
}

/// One permission policy of a role (API description: `DomainPermissionPolicy`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// First word of the permission.
    pub domain: String,
    /// Second word.
    pub entity_name: String,
    /// Third words.
    pub action_set: Vec<String>,
    /// Whether the policy carries a condition.
    #[serde(default)]
    pub allow_conditions: bool,
    /// The condition, kept as written (API description: `DomainResourceConditionNode`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_condition_node: Option<Value>,
    /// Other members as written (`policyName`, `policyDescription`, `namedResources`).
    #[serde(flatten)]
    pub other: serde_json::Map<String, Value>,
}

impl Policy {
    /// Whether what it gives hangs on a condition.
    pub fn has_condition(&self) -> bool {
        self.resource_condition_node.as_ref().is_some_and(|node| !node.is_null() && *node != Value::Object(serde_json::Map::new()))
    }
}
