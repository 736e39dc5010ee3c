//! What the change log says of a change.

use postern_model::audit::PropertyChange;
use serde_json::Value;

/// The properties in which two JSON objects differ, as the log shows them. `old` may be `null`: everything is new.
pub(super) fn changes(old: &Value, new: &Value) -> Vec<PropertyChange> {
    let members = new.as_object().into_iter().flatten();
    let changes = members.map(|(property, new)| PropertyChange {
        property: property.clone(),
        old_values: values(old.get(property)),
        new_values: values(Some(new)),
    });
    changes.filter(|change| change.old_values != change.new_values).collect()
}

fn values(value: Option<&Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.clone(),
        Some(value) => vec![value.clone()],
    }
}
