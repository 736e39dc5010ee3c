//! Items that every organization has from its beginning, such as the presences that the service ships.

use std::sync::Arc;

use postern_org::{Organization, Resource};
use serde_json::Value;

use crate::rules::{Rule, rule};

/// Everything in the collection at `path`, which goes through no other item: what is stored, and what is shipped with the
/// service and was not changed.
pub fn items(organization: &Organization, path: &str) -> Vec<Arc<Resource>> {
    let stored = organization.resources().list(path).map(Arc::clone);
    stored.chain(unchanged(rule(path), path, organization)).collect()
}

/// The shipped items of a collection that nobody changed.
pub(crate) fn unchanged<'o>(
    rule: &'static Rule,
    collection: &'o str,
    organization: &'o Organization,
) -> impl Iterator<Item = Arc<Resource>> + 'o {
    let paths = rule.shipped.iter().filter_map(move |entity| Some(format!("{collection}/{}", entity.get("id")?.as_str()?)));
    paths.filter(|path| organization.resources().get(path).is_none()).filter_map(move |path| find(rule, &path))
}

/// The shipped item at `path`.
pub(crate) fn find(rule: &Rule, path: &str) -> Option<Arc<Resource>> {
    let id = path.rsplit('/').next()?;
    let entity = rule.shipped.iter().find(|entity| entity.get("id").and_then(Value::as_str) == Some(id))?;
    Some(Arc::new(Resource { path: path.to_owned(), created: 0, entity: entity.clone() }))
}
