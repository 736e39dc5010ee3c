//! What changed between two versions of a record, for the audit trail.

use postern_model::audit::PropertyChange;
use serde::Serialize;
use serde_json::{Map, Value};

/// Longest value that is logged in full, in bytes; a logo's is not.
const LONGEST: usize = 4_096;

/// Members that change with every write and say nothing.
const SILENT: [&str; 3] = ["id", "version", "dateModified"];

/// What changed from one stored value to another; all that `new` holds where there was nothing before. What the value
/// keeps under `other` counts as its own members, and an empty list as none.
pub(super) fn of<T: Serialize>(old: Option<&T>, new: &T) -> Vec<PropertyChange> {
    between(&old.map(members).unwrap_or_default(), &members(new))
}

fn members(value: &impl Serialize) -> Map<String, Value> {
    let Ok(Value::Object(mut members)) = serde_json::to_value(value) else { return Map::new() };
    if let Some(Value::Object(other)) = members.remove("other") {
        members.extend(other);
    }
    members.retain(|name, value| !SILENT.contains(&name.as_str()) && value.as_array().is_none_or(|items| !items.is_empty()));
    members
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_altered_is_listed_and_versions_never() {
        let old = json!({ "id": "1", "version": 1, "name": "Ada", "groups": ["a"], "other": { "title": "Clerk" } });
        let new = json!({ "id": "1", "version": 2, "name": "Ada", "groups": [], "other": { "department": "Loans" } });
        let change = |property: &str, old_values: Vec<Value>, new_values: Vec<Value>| PropertyChange {
            property: property.to_owned(),
            old_values,
            new_values,
        };
        assert_eq!(
            of(Some(&old), &new),
            [
                change("department", vec![], vec![json!("Loans")]),
                change("groups", vec![json!("a")], vec![]),
                change("title", vec![json!("Clerk")], vec![]),
            ]
        );
        assert_eq!(of(None, &json!({ "name": "Ada", "title": null })), [change("name", vec![], vec![json!("Ada")])]);
    }
}
