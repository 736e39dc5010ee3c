//! From what is stored to what is answered.

use std::sync::Arc;

use postern_org::{Organization, Refusal, Resource};
use serde_json::{Map, Value};

use crate::{Ask, Plan, places, refs};

/// Answers one item or a singleton.
///
/// # Errors
///
/// 404 where it does not exist, or what its path goes through.
pub fn read(ask: &Ask<'_>, plan: &Plan, organization: &Organization) -> Result<Value, Refusal> {
    places::check_parents(ask, plan, organization)?;
    let entity = stored(ask, plan, organization).ok_or_else(Refusal::not_found)?;
    Ok(show(ask, plan, organization, &entity))
}

/// What is stored where the request points, or what stands there before anybody wrote it.
pub(crate) fn stored(ask: &Ask<'_>, plan: &Plan, organization: &Organization) -> Option<Arc<Resource>> {
    let path = ask.fill(&plan.at);
    if let Some(found) = organization.resources().get(&path) {
        return Some(Arc::clone(found));
    }
    let always = if plan.singleton { !plan.rule.absent } else { plan.rule.always && places::exists(ask, &plan.at, organization) };
    always.then(|| Arc::new(Resource { entity: unwritten(plan, &path), path, created: 0 }))
}

/// A singleton, or an item that is always there, before anybody wrote it.
fn unwritten(plan: &Plan, path: &str) -> Map<String, Value> {
    let mut entity = plan.rule.initial.clone();
    let id = path.rsplit('/').next().filter(|id| !id.is_empty());
    if let (Some(id), Some(_)) = (id, plan.kept.and_then(|model| model.field("id"))) {
        entity.insert("id".to_owned(), id.into());
    }
    entity
}

/// An entity as the operation's model shows it.
pub fn show(ask: &Ask<'_>, plan: &Plan, organization: &Organization, resource: &Resource) -> Value {
    let mut entity = referred(plan, organization, resource);
    let Some(model) = plan.shown.filter(|model| !model.fields.is_empty()) else { return Value::Object(entity) };
    entity.retain(|name, _| model.field(name).is_some());
    if model.field("selfUri").is_some() {
        entity.insert("selfUri".to_owned(), format!("/api/v2{}", address(plan, resource)).into());
    }
    let expanded: Vec<&str> = ask.query("expand").into_iter().flat_map(|names| names.split(',')).map(str::trim).collect();
    for (name, value) in &mut entity {
        if let Some(field) = model.field(name) {
            let whole = expanded.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
            refs::answer(&refs::Around { catalog: ask.catalog, organization, whole }, field, value);
        }
    }
    Value::Object(entity)
}

fn address<'r>(plan: &Plan, resource: &'r Resource) -> &'r str {
    if plan.singleton { resource.path.trim_end_matches('/') } else { &resource.path }
}

/// The entity; of an item that only refers to another collection's, that one's fields around its own.
fn referred(plan: &Plan, organization: &Organization, resource: &Resource) -> Map<String, Value> {
    let mut entity = match &plan.rule.refers {
        Some(home) => organization.resources().get(&format!("{home}/{}", resource.id())).map(|other| other.entity.clone()),
        None => None,
    }
    .unwrap_or_default();
    entity.extend(resource.entity.iter().map(|(name, value)| (name.clone(), value.clone())));
    entity
}
