//! From what is stored to what is answered.

use std::sync::Arc;

use postern_catalog::{Catalog, Model, TypeRef};
use postern_model::{Id, Subject, SubjectKind};
use postern_org::{Organization, Refusal, Resource};
use serde_json::{Map, Value, json};

use crate::{Ask, Plan, places, refs, rules::rule, scope, shipped};

/// Answers one item or a singleton.
///
/// # Errors
///
/// 404 where it does not exist, or what its path goes through.
pub fn read(ask: &Ask<'_>, plan: &Plan, organization: &Organization) -> Result<Value, Refusal> {
    ask.check_person(plan)?;
    places::check_parents(ask, plan, organization)?;
    let entity = stored(ask, plan, organization).ok_or_else(Refusal::not_found)?;
    Ok(show(ask, plan, organization, &entity))
}

/// What is stored where the request points, or what stands there before anybody wrote it.
pub(crate) fn stored(ask: &Ask<'_>, plan: &Plan, organization: &Organization) -> Option<Arc<Resource>> {
    let path = ask.fill(&plan.at);
    if let Some(picks) = &plan.rule.picks {
        return picked(organization, &picks.of, &path);
    }
    let theirs = plan.rule.always && !plan.singleton;
    if theirs && !places::exists(ask, &plan.at, organization) {
        return None;
    }
    if let Some(found) = organization.resources().get(&path).filter(|found| scope::has(&plan.view.only, found)) {
        return Some(Arc::clone(found));
    }
    if let Some(shipped) = shipped::find(plan.rule, &path).filter(|_| !plan.singleton) {
        return Some(shipped);
    }
    let always = if plan.singleton { !plan.rule.posted } else { plan.rule.always };
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
    let Some(model) = plan.shown.filter(|model| !model.fields.is_empty()) else { return Value::Object(entity) };
    for (field, segment) in &plan.rule.below {
        entity.insert(field.clone(), below(ask.catalog, model, organization, (field, &format!("{}/{segment}", resource.path))));
    }
    let caller = match ask.user {
        Some(user) => Subject { kind: SubjectKind::User, id: user.uuid() },
        None => Subject { kind: SubjectKind::Client, id: ask.client.uuid() },
    };
    // What lies in another division is shown to whom the operation would show it there (inferred).
    let may = |other: &Resource| {
        let reaches = |reach| ask.operation.permissions.iter().any(|permission| organization.holds_at(caller, *permission, reach));
        other.division().is_none_or(reaches)
    };
    let names = ask.query("expand").into_iter().flat_map(|names| names.split(',')).map(str::trim).collect();
    let expanded = Expanded { names, may: &may };
    let gone: Vec<(String, Value)> = plan.rule.gone.keys().filter_map(|name| Some((name.clone(), entity.get(name)?.clone()))).collect();
    let mut shown = as_model(ask.catalog, model, organization, (&resource.path, entity), Some(&expanded));
    if let Value::Object(shown) = &mut shown {
        // What says that it is deleted is shown although the model may lack it (Terraform provider, work item schemas).
        shown.extend(gone);
    }
    shown
}

/// The items of a collection as the field of a model lists them.
fn below(catalog: &'static Catalog, model: &Model, organization: &Organization, (field, collection): (&str, &str)) -> Value {
    let item = model.field(field).and_then(|field| match field.ty {
        TypeRef::Array(TypeRef::Model(name)) => catalog.model(name),
        _ => None,
    });
    let view = |resource: &Arc<Resource>| match item {
        Some(item) => as_model(catalog, item, organization, (&resource.path, resource.entity.clone()), None),
        None => Value::Object(resource.entity.clone()),
    };
    organization.resources().list(collection).map(view).collect()
}

/// Fields that `expand` names, whose references are answered whole.
pub struct Expanded<'a> {
    names: Vec<&'a str>,
    /// Whether the caller may see all of what is referred to.
    may: &'a dyn Fn(&Resource) -> bool,
}

/// What is stored at a path, as `model` shows it: its fields only, with addresses and names of what it refers to, and the
/// `expanded` ones whole.
pub fn as_model(
    catalog: &'static Catalog,
    model: &Model,
    organization: &Organization,
    (path, mut entity): (&str, Map<String, Value>),
    expanded: Option<&Expanded<'_>>,
) -> Value {
    entity.retain(|name, _| model.field(name).is_some());
    if model.field("selfUri").is_some() {
        entity.insert("selfUri".to_owned(), format!("/api/v2{}", path.trim_end_matches('/')).into());
    }
    for (name, value) in &mut entity {
        if let Some(field) = model.field(name) {
            let whole =
                expanded.filter(|expanded| expanded.names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name))).map(|all| all.may);
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
    if let Some(home) = &plan.rule.refers {
        entity.extend(around(plan, organization, home, resource.id()));
    }
    entity.extend(resource.entity.iter().map(|(name, value)| (name.clone(), value.clone())));
    for (field, counted) in &plan.rule.counts {
        let count = count(plan, organization, resource, counted);
        entity.insert(field.clone(), count.into());
    }
    for field in &plan.rule.itself {
        name_itself(&mut entity, field, resource.id());
    }
    entity
}

/// How many items the collection of this name below the entity has; with `+field` the people of the groups in that field, too.
fn count(plan: &Plan, organization: &Organization, resource: &Resource, counted: &str) -> usize {
    let (name, groups) = counted.split_once('+').unwrap_or((counted, ""));
    let item = if plan.at.ends_with('}') { plan.at.clone() } else { format!("{}/{{}}", plan.at) };
    let refers = rule(&format!("{item}/{name}")).refers.as_deref();
    let mut ids = places::ids(organization, &format!("{}/{name}", resource.path), refers);
    let groups = resource.entity.get(groups).and_then(Value::as_array).into_iter().flatten();
    let groups = groups.filter_map(|group| Id::parse(group.get("id")?.as_str()?));
    ids.extend(groups.flat_map(|group| organization.members(group)).map(|user| user.id.to_string()));
    ids.len()
}

/// What an item shows of the thing that it refers to: the name of a person, and its address where the model has one.
fn around(plan: &Plan, organization: &Organization, home: &str, id: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    if let Some(user) = Id::parse(id).and_then(|id| organization.user(id)).filter(|_| home == "/users") {
        fields.insert("name".to_owned(), user.name.clone().into());
        fields.insert("user".to_owned(), json!({ "id": user.id }));
    }
    let addresses = plan.shown.into_iter().flat_map(|model| &model.fields).filter(|field| field.name.ends_with("Uri"));
    fields.extend(addresses.map(|field| (field.name.to_owned(), format!("/api/v2{home}/{id}").into())));
    fields
}

/// Writes the entity's own id into `outer.inner` where there is an `outer` without one.
fn name_itself(entity: &mut Map<String, Value>, field: &str, id: &str) {
    let Some((outer, inner)) = field.split_once('.') else { return };
    if let Some(outer) = entity.get_mut(outer).and_then(Value::as_object_mut) {
        outer.entry(inner).or_insert_with(|| id.into());
    }
}
