//! What the Terraform provider asks of the API: `provider.toml`, a line a resource or data source.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use postern_catalog::{Catalog, Operation};
use serde::Deserialize;

use crate::Place;

/// The version of the provider that the table was read from.
pub const VERSION: &str = "1.84.1";

/// What the provider calls before anything else, whatever the configuration (provider source).
pub const START: [&str; 2] = ["get_organizations_me", "get_authorization_products"];

static TABLE: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    // A table that cannot be read knows no type, so everything would be a gap; a test keeps it from being shipped.
    toml::from_str(include_str!("../provider.toml")).unwrap_or_default()
});

/// What is done with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// It is made.
    Create,
    /// It is read: at each plan, before anything else is done with it.
    Read,
    /// It is changed in place.
    Update,
    /// It is taken away.
    Delete,
}

impl Verb {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Create, Self::Read, Self::Update, Self::Delete];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// One line of the table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    operations: Vec<String>,
    create: Vec<String>,
    read: Vec<String>,
    update: Vec<String>,
    delete: Vec<String>,
    elsewhere: Vec<String>,
    when: BTreeMap<String, String>,
    people: Vec<String>,
    everywhere: bool,
    unknown: Vec<String>,
}

/// An operation that serves a verb.
#[derive(Clone, Copy, Debug)]
pub struct Call<'c> {
    /// The operation.
    pub operation: &'c Operation,
    /// Whether the provider's source was seen to call it for this verb; otherwise it is documented for the resource, and the
    /// verb is guessed by its method.
    pub seen: bool,
}

/// The line of a resource (`genesyscloud_user`) or data source (`data.genesyscloud_user`).
pub fn entry(name: &str) -> Option<&'static Entry> {
    TABLE.get(name)
}

/// Every line by its name, sorted.
pub fn entries() -> impl Iterator<Item = (&'static str, &'static Entry)> {
    TABLE.iter().map(|(name, entry)| (name.as_str(), entry))
}

impl Entry {
    /// What is called when `verb` is done with a resource of which `is_set` tells the attributes that are, or may be, set.
    /// What is called only when a person runs Terraform is left out.
    pub fn calls<'c>(&self, catalog: &'c Catalog, verb: Verb, is_set: impl Fn(&str) -> bool) -> Vec<Call<'c>> {
        let seen = self.list(verb).iter().map(|name| (name, true));
        let guessed = self.rest().filter(|name| self.guessed(catalog, name, verb)).map(|name| (name, false));
        let condition = |name: &str| self.when.get(name).or_else(|| self.when.get(&format!("{}.{name}", verb.name())));
        let asked = seen
            .chain(guessed)
            .filter(|(name, _)| !self.people.contains(name) && condition(name).is_none_or(|attribute| is_set(attribute)));
        asked.filter_map(|(name, seen)| Some(Call { operation: catalog.operation_named(name)?, seen })).collect()
    }

    /// Where a resource lives whose `division_id` is not set (provider's documentation).
    pub const fn default_place(&self) -> Place {
        if self.everywhere { Place::Everywhere } else { Place::Home }
    }

    /// Documented operations that the API description does not have, as `METHOD PATH`.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Every name of an operation in the line.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.operations, &self.create, &self.read, &self.update, &self.delete, &self.elsewhere, &self.people];
        let conditional = self.when.keys().map(|key| key.split_once('.').map_or(key.as_str(), |(_, name)| name));
        lists.into_iter().flatten().map(String::as_str).chain(conditional)
    }

    fn list(&self, verb: Verb) -> &[String] {
        match verb {
            Verb::Create => &self.create,
            Verb::Read => &self.read,
            Verb::Update => &self.update,
            Verb::Delete => &self.delete,
        }
    }

    /// What is documented and was not followed in the source.
    fn rest(&self) -> impl Iterator<Item = &String> {
        let known = |name: &&String| Verb::ALL.iter().any(|verb| self.list(*verb).contains(*name)) || self.elsewhere.contains(*name);
        self.operations.iter().filter(move |name| !known(name))
    }

    /// Whether an operation serves a verb, by its method: reads serve every verb, for what is made or changed is read again
    /// and what is taken away is looked for.
    fn guessed(&self, catalog: &Catalog, name: &str, verb: Verb) -> bool {
        let Some(operation) = catalog.operation_named(name) else { return false };
        match operation.method {
            "GET" | "HEAD" => true,
            "POST" if operation.path.ends_with("/search") || operation.path.ends_with("/query") => true,
            "POST" => verb == Verb::Create,
            // What cannot be made by a POST is made by the first change.
            "PUT" | "PATCH" => {
                verb == Verb::Update || (verb == Verb::Create && !self.operations.iter().any(|name| name.starts_with("post_")))
            }
            _ => verb == Verb::Delete,
        }
    }
}
