//! What the catalogue leaves open: `rules.toml`, one entry a path.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use serde_json::{Map, Value};

/// What is special about the collection or singleton at one path template (without `/api/v2`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Rule {
    /// The field that an item is found by, where it is not `id`. A creation must give it.
    pub(crate) key: Option<String>,
    /// The path template whose entities these are, too: another view of a stored model. `{me}` in it is the person who asks.
    pub(crate) of: Option<String>,
    /// The collection that the items come from: only their ids are kept here, the rest is what they are there.
    pub(crate) refers: Option<String>,
    /// Fields of a request that are neither kept nor answered, `outer.inner` for one inside another: secrets.
    pub(crate) hide: Vec<String>,
    /// Objects that mean nothing when they are empty: such a field is cleared.
    pub(crate) none_when_empty: Vec<String>,
    /// Below what does not exist there is nothing, which is no error.
    pub(crate) orphans: bool,
    /// Fields of a new entity that the request leaves out; of a singleton, what it is before anybody wrote it.
    pub(crate) initial: Map<String, Value>,
    /// An item that is there for everything its path names, before anybody wrote it.
    pub(crate) always: bool,
    /// Whether a name may stand once only, where the error codes do not tell.
    pub(crate) unique: Option<bool>,
    /// The operations, by method, that are left alone: they answer 501.
    pub(crate) except: Vec<String>,
    /// Operations of another class are served too.
    pub(crate) serve: bool,
    /// What a deletion writes into an item that is never removed; a listing shows it when its query asks for these values only.
    pub(crate) gone: Map<String, Value>,
    /// Fields that hold how many items the collection of this name below the entity has; with `+field` the people of the
    /// groups in that field, too.
    pub(crate) counts: BTreeMap<String, String>,
    /// Fields, as `outer.inner`, that hold the entity's own id where nothing else is said.
    pub(crate) itself: Vec<String>,
    /// Items that every organization has from its beginning. Until somebody changes one it is not stored.
    pub(crate) shipped: Vec<Map<String, Value>>,
    /// Fields of an entity that say again what stands elsewhere in it, at this JSON pointer.
    pub(crate) copies: BTreeMap<String, String>,
    /// Fields of an entity that list the items below it, with the last segment of their collection.
    pub(crate) below: BTreeMap<String, String>,
    /// A singleton that comes and goes: `POST` makes it.
    pub(crate) posted: bool,
    /// The collection that a singleton stands for one item of.
    pub(crate) picks: Option<Picks>,
    /// A view shows only the items that have these values; a missing field counts as `false`.
    pub(crate) only: Map<String, Value>,
    /// A view shows only the items whose reference of this name is what the path goes through; a new item gets it.
    pub(crate) own: Option<String>,
    /// A view shows the items that share the value of this field with the one that the path goes through, oldest first.
    pub(crate) same: Option<String>,
    /// A listing shows, of the items that share the value of this field, the newest only.
    pub(crate) latest: Option<String>,
    /// Fields of a new entity that hold a fresh id.
    pub(crate) fresh: Vec<String>,
}

/// Of which collection a singleton stands for one item, and how a request names the item.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Picks {
    /// The path template of the collection.
    pub(crate) of: String,
    /// The field of a request that holds the item's id.
    pub(crate) by: String,
}

static RULES: LazyLock<BTreeMap<String, Rule>> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the file is part of the program; without its rules secrets would be kept")]
    toml::from_str(include_str!("../rules.toml")).expect("rules.toml can be read")
});

/// The rule for a path template without `/api/v2`; parameters are compared by place, not by name.
pub(crate) fn rule(template: &str) -> &'static Rule {
    static NONE: LazyLock<Rule> = LazyLock::new(Rule::default);
    static BY_SHAPE: LazyLock<BTreeMap<String, &'static Rule>> =
        LazyLock::new(|| RULES.iter().map(|(template, rule)| (shape(template), rule)).collect());
    BY_SHAPE.get(&shape(template)).copied().unwrap_or(&NONE)
}

/// The template with `{}` for every parameter.
pub(crate) fn shape(template: &str) -> String {
    let segment = |segment: &str| if segment.starts_with('{') { "{}".to_owned() } else { segment.to_ascii_lowercase() };
    template.split('/').map(segment).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use std::collections::BTreeSet;

    use postern_catalog::Catalog;

    use super::*;

    #[test]
    fn every_rule_can_be_read_and_stands_for_a_path_of_the_api() {
        let rules: BTreeMap<String, Rule> = toml::from_str(include_str!("../rules.toml")).unwrap();
        let own = Catalog::builtin().operations().iter().filter_map(|operation| operation.path.strip_prefix("/api/v2").map(shape));
        // A collection may have no operation of its own, only its items.
        let with_collection = |path: String| [path.strip_suffix("/{}").map(str::to_owned), Some(path)];
        let paths: BTreeSet<String> = own.flat_map(with_collection).flatten().collect();
        let strangers: Vec<_> = rules.keys().filter(|template| !paths.contains(&shape(template))).collect();
        assert!(strangers.is_empty(), "{strangers:?}");
        // An item of a collection that no operation reads by its own path may be meant, too.
        let collection = |other: &str| other.rsplit_once('/').is_some_and(|(collection, _)| paths.contains(&shape(collection)));
        // What is everybody's own may be kept where no operation looks.
        let known = |other: &str| other.contains("{me}") || paths.contains(&shape(other)) || other.ends_with('}') && collection(other);
        let others = |rule: &Rule| [rule.of.clone(), rule.refers.clone(), rule.picks.as_ref().map(|picks| picks.of.clone())];
        let lost: Vec<_> = rules.iter().filter(|(_, rule)| others(rule).iter().flatten().any(|other| !known(other))).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}
