//! The parts of `terraform show -json` that are read (JSON output format of Terraform, version 1).

use serde::Deserialize;
use serde_json::Value;

/// What happens to one instance of a resource.
#[derive(Deserialize)]
pub(super) struct ResourceChange {
    pub address: String,
    #[serde(default)]
    pub module_address: String,
    #[serde(default)]
    pub mode: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub provider_name: String,
    pub change: Change,
}

/// Before and after.
#[derive(Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    pub actions: Vec<String>,
    #[serde(default)]
    pub before: Value,
    #[serde(default)]
    pub after: Value,
    #[serde(default)]
    pub after_unknown: Value,
}

impl ResourceChange {
    /// Whether the provider is the one for Genesys Cloud, wherever it comes from.
    pub(super) fn is_ours(&self) -> bool {
        self.provider_name.rsplit('/').next() == Some("genesyscloud") || self.kind.starts_with("genesyscloud_")
    }

    /// Whether `action` is among its actions.
    pub(super) fn does(&self, action: &str) -> bool {
        self.change.actions.iter().any(|each| each == action)
    }
}
