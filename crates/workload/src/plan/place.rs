//! In which division a resource of a plan is, was and will be.

use std::collections::BTreeMap;

use postern_model::Id;
use serde_json::Value;

use super::attribute::{Attribute, Reference};
use super::changes;
use super::document::ResourceChange;
use super::identity::{GrantsPlan, Planned};
use super::identity_read;
use super::references::{Origins, whole_address};
use crate::Place;
use crate::provider::Verb;

/// The divisions that the plan itself deals with: their names by their addresses without indexes, as long as the address
/// stands for one division.
pub(super) struct Divisions(BTreeMap<String, Option<String>>);

impl Divisions {
    pub(super) fn of(plan: &Value) -> Self {
        let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
        for change in changes(plan).filter_map(Result::ok).filter(|change| change.kind == "genesyscloud_auth_division") {
            let name = change.change.after.get("name").and_then(Value::as_str).map(str::to_owned);
            names.entry(whole_address(&change)).and_modify(|known| *known = None).or_insert(name);
        }
        Self(names)
    }

    /// Where a value that is known only later points, if it is worked out from `addresses`.
    fn place(&self, addresses: &[String]) -> Place {
        match addresses {
            [] => Place::Unsaid,
            [one] if one.contains("data.genesyscloud_auth_division_home.") => Place::Home,
            [one] => match self.0.get(one) {
                Some(Some(name)) => Place::Named(name.clone()),
                Some(None) => Place::Everywhere,
                None => Place::Unsaid,
            },
            several if several.iter().all(|address| self.0.contains_key(address)) => Place::Everywhere,
            _ => Place::Unsaid,
        }
    }
}

/// Where the grants are that a change of a group's or user's roles makes or removes; not said of anything else.
pub(super) fn grants(change: &ResourceChange, origins: &Origins<'_>, divisions: &Divisions) -> Vec<Place> {
    let planned = identity_read::change(change, origins).map(|planned| planned.what);
    let Some(Planned::GroupRoles(sides) | Planned::UserRoles(sides)) = planned else { return vec![Place::Unsaid] };
    let mut places: Vec<Place> = [sides.before, sides.after].into_iter().flatten().flat_map(|side| of_grants(&side, divisions)).collect();
    places.sort();
    places.dedup();
    if places.is_empty() { vec![Place::Unsaid] } else { places }
}

fn of_grants(plan: &GrantsPlan, divisions: &Divisions) -> Vec<Place> {
    let Attribute::Known(grants) = &plan.grants else { return vec![Place::Unsaid] };
    let one = |reference: &Reference| match reference {
        Reference::Id(text) => id(text),
        Reference::Later(addresses) => divisions.place(addresses),
    };
    let places = grants.iter().flat_map(|grant| match &grant.divisions {
        Attribute::Known(references) if !references.is_empty() => references.iter().map(one).collect(),
        Attribute::Later => vec![Place::Unsaid],
        _ => vec![Place::Home],
    });
    places.collect()
}

impl ResourceChange {
    /// Whether an attribute is known only after the apply.
    pub(super) fn is_later(&self, name: &str) -> bool {
        self.change.after_unknown == Value::Bool(true) || self.change.after_unknown.get(name) == Some(&Value::Bool(true))
    }
}

/// Where `verb` is done: what is changed is needed where it is and where it will be. `default` is where the provider or the
/// platform puts what says nothing.
pub(super) fn places(change: &ResourceChange, verb: Verb, origins: &Origins<'_>, divisions: &Divisions, default: Place) -> Vec<Place> {
    // A division is in itself.
    let attribute = if change.kind == "genesyscloud_auth_division" { "id" } else { "division_id" };
    let known = |side: &Value| Some(id(side.get(attribute)?.as_str()?));
    let before = known(&change.change.before);
    let after = known(&change.change.after).or_else(|| match origins.of(&[attribute]) {
        _ if attribute == "id" => None,
        _ if change.is_later(attribute) && !origins.has(attribute) => Some(default.clone()),
        addresses if change.is_later(attribute) => Some(divisions.place(&addresses)),
        _ => (verb == Verb::Create).then(|| default.clone()),
    });
    let mut places: Vec<Place> = match verb {
        Verb::Create => after.into_iter().collect(),
        Verb::Read | Verb::Delete => before.into_iter().collect(),
        Verb::Update => before.into_iter().chain(after).collect(),
    };
    places.dedup();
    if places.is_empty() { vec![Place::Unsaid] } else { places }
}

/// `*` stands for every division where the provider takes it.
fn id(text: &str) -> Place {
    match text {
        "*" => Place::Everywhere,
        _ => Id::parse(text).map_or(Place::Unsaid, Place::Division),
    }
}
