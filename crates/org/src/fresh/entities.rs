//! What a new organization finds in its collections: data, one file a family, each a map of paths to entities.
//!
//! The word `home` for a division and `now` for a date are filled in.

use serde_json::{Map, Value, json};

use crate::Draft;

/// The types of integration that can be installed, with their configuration schemas. That these types exist is documented
/// (Terraform provider); their texts are ours, and the schemas take everything (inferred).
const INTEGRATIONS: &str = include_str!("integrations.json");
/// The three default scripts, whose ids are the same in every organization (Terraform provider).
const SCRIPTS: &str = include_str!("scripts.json");

/// Puts them in.
pub(super) fn put(draft: &mut Draft<'_>) {
    for text in [INTEGRATIONS, SCRIPTS] {
        let entities: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
        for (path, entity) in entities {
            let Value::Object(mut entity) = entity else { continue };
            entity.iter_mut().for_each(|(name, value)| fill_in(draft, name, value));
            draft.put_resource(&path, entity);
        }
    }
}

fn fill_in(draft: &Draft<'_>, name: &str, value: &mut Value) {
    match (name, value.as_str()) {
        ("division", Some("home")) => *value = json!({ "id": draft.home() }),
        (_, Some("now")) => *value = json!(draft.now()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn every_file_holds_entities_under_their_paths() {
        for text in [INTEGRATIONS, SCRIPTS] {
            let entities: Map<String, Value> = serde_json::from_str(text).unwrap();
            let unlike = |(path, entity): &(&String, &Value)| {
                entity.get("id").is_some_and(|id| !path.ends_with(&format!("/{}", id.as_str().unwrap())))
            };
            assert!(!entities.is_empty() && entities.values().all(Value::is_object), "{text}");
            assert_eq!(entities.iter().filter(unlike).count(), 0);
        }
    }
}
