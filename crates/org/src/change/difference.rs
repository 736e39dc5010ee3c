//! What changed between two versions of a record, for the audit trail.

use postern_model::audit::PropertyChange;
use serde_json::{Map, Value};

/// Longest value that is logged in full, in bytes; a logo's is not.
const LONGEST: usize = 4_096;

/// One entry for each member that differs, in order of name. `null` is the same as absent.
pub(crate) fn between(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<PropertyChange> {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let differs = |name: &&String| given(old, name) != given(new, name);
    let change = |name: &String| PropertyChange {
        property: name.clone(),
        old_values: values(given(old, name)),
        new_values: values(given(new, name)),
    };
    names.into_iter().filter(differs).map(change).collect()
}

fn given<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    members.get(name).filter(|value| !value.is_null())
}

/// A list as its items, anything else as one value.
fn values(value: Option<&Value>) -> Vec<Value> {
    let short = |value: &Value| if value.as_str().is_some_and(|text| text.len() > LONGEST) { "…".into() } else { value.clone() };
    match value {
        None => Vec::new(),
        Some(Value::Array(items)) => items.iter().map(short).collect(),
        Some(value) => vec![short(value)],
    }
}
