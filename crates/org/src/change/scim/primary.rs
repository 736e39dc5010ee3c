//! Which of several values is the primary one. The platform has no place for it, so it is kept as it was written.

use postern_model::User;
use serde_json::{Map, Value};

use super::{invalid, items, text};
use crate::Refusal;

/// The member of a person that keeps it, by attribute.
const MEMBER: &str = "scimPrimary";

/// The key of the primary value of `attribute`.
pub(super) fn kept<'u>(user: &'u User, attribute: &str) -> Option<&'u str> {
    user.other.get(MEMBER)?.get(attribute)?.as_str()
}

/// The `key` of the value that a resource calls primary.
pub(super) fn named<'d>(document: &'d Map<String, Value>, attribute: &str, key: &str) -> Result<Option<&'d str>, Refusal> {
    let mut primary = items(document, attribute).filter(|item| item.get("primary") == Some(&Value::Bool(true)));
    let first = primary.next();
    if primary.next().is_some() {
        return Err(invalid(format!("only one value of `{attribute}` can be primary")));
    }
    Ok(first.and_then(|item| text(item, key)))
}

/// Keeps the key of the primary value, or that there is none.
pub(super) fn keep(user: &mut User, attribute: &str, key: Option<&str>) {
    let mut kept = match user.other.remove(MEMBER) {
        Some(Value::Object(kept)) => kept,
        _ => Map::new(),
    };
    match key {
        Some(key) => drop(kept.insert(attribute.to_owned(), Value::from(key))),
        None => drop(kept.remove(attribute)),
    }
    if !kept.is_empty() {
        user.other.insert(MEMBER.to_owned(), Value::Object(kept));
    }
}
