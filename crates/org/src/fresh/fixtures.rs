//! Entities that every organization has from its first day, and that requests refer to before anybody made them: the
//! defaults of messaging, the managed site of the telephony that the service runs itself.
//!
//! They are data: `fixtures.json`, a path without `/api/v2` each. `$name` stands for an id that is made once, wherever the
//! name stands. That these entities exist is seen in official clients; what is in them is inferred.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{Draft, Refusal};

const FIXTURES: &str = include_str!("fixtures.json");

/// Puts them in. The managed site is the organization's default site.
pub(super) fn furnish(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let fixtures: Map<String, Value> = serde_json::from_str(FIXTURES).unwrap_or_default();
    let mut ids = BTreeMap::new();
    ids.insert("home".to_owned(), draft.home().to_string());
    for (path, entity) in fixtures {
        let path = path.split('/').map(|segment| named(segment, draft, &mut ids)).collect::<Vec<_>>().join("/");
        if let Value::Object(entity) = settled(entity, draft, &mut ids) {
            draft.put_resource(&path, entity);
        }
    }
    let mut profile = draft.profile().clone();
    profile.other.insert("defaultSiteId".to_owned(), Value::from(named("$site", draft, &mut ids)));
    draft.put_profile(profile)
}

/// The value with an id in every place that names one.
fn settled(value: Value, draft: &mut Draft<'_>, ids: &mut BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(named(&text, draft, ids)),
        Value::Array(items) => items.into_iter().map(|item| settled(item, draft, ids)).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, settled(value, draft, ids))).collect(),
        plain => plain,
    }
}

fn named(text: &str, draft: &mut Draft<'_>, ids: &mut BTreeMap<String, String>) -> String {
    let Some(name) = text.strip_prefix('$') else { return text.to_owned() };
    ids.entry(name.to_owned()).or_insert_with(|| draft.fresh_id::<()>().to_string()).clone()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn the_fixtures_can_be_read_and_carry_their_own_ids() {
        let fixtures: Map<String, Value> = serde_json::from_str(FIXTURES).unwrap();
        for (path, entity) in fixtures {
            let last = path.rsplit('/').next().unwrap().to_owned();
            assert!(last.is_empty() || entity["id"] == last.as_str(), "{path}");
        }
    }
}
