//! A Terraform plan, as `terraform show -json` prints it.

mod attribute;
mod document;
mod identity;
mod identity_read;
mod references;

use serde_json::Value;

pub use attribute::{Attribute, Reference};
use document::ResourceChange;
pub use identity::*;
use references::Origins;

/// What a plan does to identity resources, in the plan's order. What is only refreshed, imported or forgotten is left out,
/// and so is what cannot be read: [`read`] names it.
pub fn identity_changes(plan: &Value) -> Vec<PlannedChange> {
    let changes = plan.get("resource_changes").and_then(Value::as_array).into_iter().flatten();
    let configuration = plan.get("configuration").unwrap_or(&Value::Null);
    let read = changes.filter_map(|change| serde_json::from_value::<ResourceChange>(change.clone()).ok());
    let ours = read.filter(|change| change.is_ours() && change.mode != "data");
    ours.filter_map(|change| identity_read::change(&change, &Origins::new(configuration, &change))).collect()
}
