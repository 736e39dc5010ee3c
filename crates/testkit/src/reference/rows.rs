//! The catalogue's permissions by name, and what roles make of them.

use std::collections::HashSet;

use postern_catalog::{Catalog, Operation};
use postern_model::Role;

/// The permissions of the catalogue by name: read once, good for every snapshot.
pub struct Rows<'a> {
    pub(super) catalog: &'a Catalog,
    /// Every name, whole and in its parts.
    pub(super) names: Vec<(&'a str, Vec<&'a str>)>,
    /// Those that are looked at per division.
    pub(super) aware: HashSet<&'a str>,
}

impl<'a> Rows<'a> {
    /// Reads the rows of `catalog`.
    pub fn of(catalog: &'a Catalog) -> Self {
        let names = catalog.permissions().iter().map(|permission| (permission.name, permission.name.split(':').collect()));
        let names: Vec<_> = names.collect();
        Self { catalog, aware: aware(catalog, &names), names }
    }
}

/// The names that an operation lists.
pub(super) fn names_of<'a>(catalog: &'a Catalog, operation: &'a Operation) -> impl Iterator<Item = &'a str> {
    operation.permissions.iter().map(|id| catalog.permission(*id).name)
}

/// A permission is looked at per division when any operation that names it, or another permission of its entity
/// (`directory:user` of `directory:user:edit`), shows a sign of divisions.
fn aware<'a>(catalog: &'a Catalog, names: &[(&'a str, Vec<&'a str>)]) -> HashSet<&'a str> {
    let (mut aware, mut entities) = (HashSet::new(), HashSet::new());
    for operation in catalog.operations() {
        let hints = operation.division_hints;
        if hints.path || hints.query || hints.body || hints.response {
            for name in names_of(catalog, operation) {
                aware.insert(name);
                entities.extend(name.rsplit_once(':').map(|(entity, _)| entity));
            }
        }
    }
    let of_entity = |name: &str| name.rsplit_once(':').is_some_and(|(entity, _)| entities.contains(entity));
    aware.extend(names.iter().map(|(name, _)| *name).filter(|name| of_entity(name)));
    aware
}

/// The names a role's policies and bare permissions stand for.
pub(super) fn permissions_of<'a>(role: &Role, names: &[(&'a str, Vec<&str>)]) -> HashSet<&'a str> {
    let mut held = HashSet::new();
    for (name, parts) in names {
        let stands = role.policies.iter().any(|policy| match parts.as_slice() {
            [domain, entity, action] => {
                policy.domain == *domain
                    && (policy.entity_name == "*" || policy.entity_name == *entity)
                    && policy.action_set.iter().any(|wanted| wanted == "*" || wanted == action)
            }
            _ => false,
        });
        if stands || role.permissions.iter().any(|bare| bare == name) {
            held.insert(*name);
        }
    }
    held
}
