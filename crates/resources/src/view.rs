//! From what is stored to what is answered.

use std::sync::Arc;

use postern_catalog::{Catalog, Model, TypeRef};
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
    if let Some(home) = &plan.rule.picks {
        return picked(organization, home, &path);
    }
    if let Some(found) = organization.resources().get(&path) {
        return Some(Arc::clone(found));
    }
    let absent = plan.rule.absent || plan.rule.posted;
    let always = if plan.singleton { !absent } else { plan.rule.always && places::exists(ask, &plan.at, organization) };
    always.then(|| Arc::new(Resource { entity: unwritten(plan, &path), path, created: 0 }))
}

/// The item that a singleton stands for: the one that was picked, else the one that was there first (inferred).
fn picked(organization: &Organization, home: &str, path: &str) -> Option<Arc<Resource>> {
    let resources = organization.resources();
    let named = resources.get(path).and_then(|picked| picked.entity.get("id")?.as_str());
    let chosen = named.and_then(|id| resources.get(&format!("{home}/{id}")));
    chosen.or_else(|| resources.list(home).min_by_key(|item| item.created)).map(Arc::clone)
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
    for (field, segment) in &plan.rule.below {
        let model = plan.shown.and_then(|model| model.field(field)).and_then(|field| match field.ty {
            TypeRef::Array(TypeRef::Model(name)) => ask.catalog.model(name),
            _ => None,
        });
        let collection = format!("{}/{segment}", resource.path);
        let items = organization
            .resources()
            .list(&collection)
            .map(|item| present(ask.catalog, organization, model, item.entity.clone(), &item.path));
        entity.insert(field.clone(), items.collect());
    }
    let expanded: Vec<&str> = ask.query("expand").into_iter().flat_map(|names| names.split(',')).map(str::trim).collect();
    shape(ask.catalog, organization, (plan.shown, &expanded), entity, &resource.path)
}

/// An entity that is stored at `path` as `model` shows it: only the fields that it has, references with name and address.
pub fn present(
    catalog: &'static Catalog,
    organization: &Organization,
    model: Option<&Model>,
    entity: Map<String, Value>,
    path: &str,
) -> Value {
    shape(catalog, organization, (model, &[]), entity, path)
}

fn shape(
    catalog: &'static Catalog,
    organization: &Organization,
    (model, expanded): (Option<&Model>, &[&str]),
    mut entity: Map<String, Value>,
    path: &str,
) -> Value {
    let Some(model) = model.filter(|model| !model.fields.is_empty()) else { return Value::Object(entity) };
    entity.retain(|name, _| model.field(name).is_some());
    if model.field("selfUri").is_some() {
        entity.insert("selfUri".to_owned(), format!("/api/v2{}", path.trim_end_matches('/')).into());
    }
    for (name, value) in &mut entity {
        if let Some(field) = model.field(name) {
            let whole = expanded.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
            refs::answer(&refs::Around { catalog, organization, whole }, field, value);
        }
    }
    Value::Object(entity)
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
