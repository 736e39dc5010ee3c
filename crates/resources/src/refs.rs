//! References: an entity that another one names by id, answered with its name and address as the model shows it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use postern_catalog::{Catalog, Field, Model, TypeRef};
use postern_model::Id;
use postern_org::{Organization, Resource};
use serde_json::{Map, Value, json};

use crate::{
    Act,
    plan::{plan, served},
};

/// People and groups, which are kept elsewhere.
const PEOPLE: [(&str, &str); 4] = [("User", "/users"), ("Group", "/groups"), ("UserReference", "/users"), ("OrgUser", "/users")];

/// Where the entities of a model live: the one collection below no other entity in which they are stored. A model that several
/// collections share has no home: nothing says which of them is meant.
static HOMES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut homes: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
    for plan in served().filter_map(|operation| plan(operation.id)) {
        if let (Act::Create, false, Some(model)) = (plan.act, plan.singleton || plan.at.contains('{'), plan.kept) {
            homes.entry(model.name).or_default().insert(&plan.at);
        }
    }
    let only = |(model, homes): (&'static str, BTreeSet<&'static str>)| {
        let mut homes = homes.into_iter();
        homes.next().filter(|_| homes.next().is_none()).map(|home| (model, home))
    };
    homes.into_iter().filter_map(only).chain(PEOPLE).collect()
});

/// Models that refer to anything; what they refer to is told by the name of the field.
const ANYTHING: [&str; 3] = ["DomainEntityRef", "AddressableEntityRef", "EntityReference"];

/// The collections that fields of such a model refer to by their name.
const FIELDS: [(&str, &str); 8] = [
    ("createdBy", "/users"),
    ("modifiedBy", "/users"),
    ("updatedBy", "/users"),
    ("user", "/users"),
    ("queue", "/routing/queues"),
    ("skill", "/routing/skills"),
    ("language", "/routing/languages"),
    ("flow", "/flows"),
];

/// Turns ids of a request into the references that the stored model has: `divisionId` becomes `division`, `queueIds` becomes
/// `queues`, where the model has the one and not the other.
pub(crate) fn take_in(model: &Model, entity: &mut Map<String, Value>) {
    let ids: Vec<String> = entity.keys().filter(|name| model.field(name).is_none()).cloned().collect();
    for name in ids {
        if let Some((field, value)) = referred(model, &name, entity.get(&name)) {
            entity.remove(&name);
            entity.entry(field).or_insert(value);
        }
    }
}

fn referred(model: &Model, name: &str, value: Option<&Value>) -> Option<(String, Value)> {
    match value? {
        Value::String(id) => {
            let field = model.field(name.strip_suffix("Id")?).filter(|field| matches!(field.ty, TypeRef::Model(_)))?;
            Some((field.name.to_owned(), json!({ "id": id })))
        }
        Value::Array(ids) => {
            let stem = name.strip_suffix("Ids")?;
            let plural = ["s", "es"].iter().find_map(|ending| model.field(&format!("{stem}{ending}")));
            let field = plural.filter(|field| matches!(field.ty, TypeRef::Array(TypeRef::Model(_))))?;
            Some((field.name.to_owned(), ids.iter().map(|id| json!({ "id": id })).collect()))
        }
        _ => None,
    }
}

/// Where references are looked up, and how much of what they refer to is answered.
pub(crate) struct Around<'a> {
    pub(crate) catalog: &'static Catalog,
    pub(crate) organization: &'a Organization,
    /// `expand` names the field: everything that the field's model has, not only name and address, where the caller may see it.
    pub(crate) whole: Option<&'a dyn Fn(&Resource) -> bool>,
}

/// Fills in the name and address of what `field` refers to.
pub(crate) fn answer(around: &Around<'_>, field: &Field, value: &mut Value) {
    match (field.ty, value) {
        (TypeRef::Model(name), value) => fill(around, field.name, name, value),
        (TypeRef::Array(TypeRef::Model(name)), Value::Array(items)) => {
            items.iter_mut().for_each(|item| fill(around, field.name, name, item));
        }
        _ => {}
    }
}

fn fill(around: &Around<'_>, field: &str, model: &str, value: &mut Value) {
    let Some(reference) = value.as_object_mut() else { return };
    let Some(id) = reference.get("id").and_then(Value::as_str).map(str::to_owned) else { return };
    let Some(model) = around.catalog.model(model) else { return };
    let (name, uri) = match field {
        "division" => (division_name(around.organization, &id), format!("/api/v2/authorization/divisions/{id}")),
        _ => {
            let Some(home) = home_of(field, model) else { return };
            if let Some(may) = around.whole {
                let other = around.organization.resources().get(&format!("{home}/{id}")).filter(|other| may(other));
                let shown = other.into_iter().flat_map(|other| &other.entity).filter(|(name, _)| model.field(name).is_some());
                reference.extend(shown.map(|(name, value)| (name.clone(), value.clone())));
            }
            (name_of(around.organization, home, &id), format!("/api/v2{home}/{id}"))
        }
    };
    if let (Some(name), Some(_)) = (name, model.field("name")) {
        reference.insert("name".to_owned(), name.into());
    }
    if model.field("selfUri").is_some() {
        reference.insert("selfUri".to_owned(), uri.into());
    }
}

/// The collection that a field of this model refers to: the model's own, or for models that refer to anything that of the
/// field's name.
fn home_of(field: &str, model: &Model) -> Option<&'static str> {
    let by_field = || FIELDS.iter().find(|(name, _)| *name == field && ANYTHING.contains(&model.name)).map(|(_, home)| *home);
    HOMES.get(model.name).copied().or_else(by_field)
}

fn division_name(organization: &Organization, id: &str) -> Option<String> {
    organization.division(Id::parse(id)?).map(|division| division.name.clone())
}

fn name_of(organization: &Organization, home: &str, id: &str) -> Option<String> {
    match home {
        "/users" => organization.user(Id::parse(id)?).map(|user| user.name.clone()),
        "/groups" => organization.group(Id::parse(id)?).map(|group| group.name.clone()),
        home => organization.resources().get(&format!("{home}/{id}"))?.name().map(str::to_owned),
    }
}
