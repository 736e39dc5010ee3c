//! The change log's rows, which are the organization's audit trail.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// One change, as the audit API shows it (API description: `AuditLogMessage`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditEvent {
    /// `PeoplePermissions`, `Directory`, …
    pub service: String,
    /// `Create`, `Update`, `Delete`, …
    pub action: String,
    /// `OAuthClient`, `Role`, `User`, …
    pub entity_type: String,
    /// The entity's id.
    pub entity_id: String,
    /// The entity's name at the time.
    #[serde(default)]
    pub entity_name: String,
    /// The person who did it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Uuid>,
    /// The client it was done with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Uuid>,
    /// Where the request came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remote_ip: Vec<String>,
    /// What changed: `[{property, oldValues, newValues}]`; never a secret.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<PropertyChange>,
}

/// One changed property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PropertyChange {
    /// The property's name.
    pub property: String,
    /// Values before.
    pub old_values: Vec<Value>,
    /// Values after.
    pub new_values: Vec<Value>,
}
