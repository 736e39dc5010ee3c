//! Entities that every organization has from its first day, and that requests refer to before anybody made them: the
//! defaults of messaging, the managed site of the telephony that the service runs itself, integration types, default scripts.
//!
//! They are data: one file a family, an entity a path without `/api/v2`. A text that begins with `$` is filled in: `$home` is the
//! home division, `$now` the moment, any other name an id that is made once, wherever the name stands. That these entities exist
//! is seen in official clients, as are the ids that are spelt out; what is in them is inferred (the schemas of integrations take
//! everything, their texts are ours).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{Draft, Refusal};

const FILES: [&str; 3] = [include_str!("fixtures.json"), include_str!("integrations.json"), include_str!("scripts.json")];

/// Puts them in. The managed site is the organization's default site.
pub(super) fn furnish(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let mut names = BTreeMap::from([("home".to_owned(), draft.home().to_string()), ("now".to_owned(), draft.now().to_string())]);
    for (path, entity) in entities() {
        let path = path.split('/').map(|segment| named(segment, draft, &mut names)).collect::<Vec<_>>().join("/");
        if let Value::Object(entity) = settled(entity, draft, &mut names) {
            draft.put_resource(&path, entity);
        }
    }
    let mut profile = draft.profile().clone();
    profile.other.insert("defaultSiteId".to_owned(), Value::from(named("$site", draft, &mut names)));
    draft.put_profile(profile)
}

/// What the files hold; a test reads them all.
fn entities() -> impl Iterator<Item = (String, Value)> {
    #[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads them")]
    let read = |text| serde_json::from_str::<Map<String, Value>>(text).expect("a file of fixtures can be read");
    FILES.into_iter().flat_map(read)
}

/// The value with what each `$name` in it stands for.
fn settled(value: Value, draft: &mut Draft<'_>, names: &mut BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(named(&text, draft, names)),
        Value::Array(items) => items.into_iter().map(|item| settled(item, draft, names)).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, settled(value, draft, names))).collect(),
        plain => plain,
    }
}

/// JSON schemas have a member `$schema`, which is a name, not a text; texts that begin with `$` are names here.
fn named(text: &str, draft: &mut Draft<'_>, names: &mut BTreeMap<String, String>) -> String {
    let Some(name) = text.strip_prefix('$') else { return text.to_owned() };
    names.entry(name.to_owned()).or_insert_with(|| draft.fresh_id::<()>().to_string()).clone()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn every_file_can_be_read_and_its_entities_carry_their_own_ids() {
        for text in FILES {
            let entities: Map<String, Value> = serde_json::from_str(text).unwrap();
            assert!(!entities.is_empty());
            for (path, entity) in entities {
                let last = path.rsplit('/').next().unwrap();
                assert!(entity.get("id").is_none_or(|id| *id == last), "{path}");
            }
        }
    }
}
