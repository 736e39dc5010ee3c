//! Creating, replacing, changing and removing what is stored.

use std::{collections::BTreeSet, sync::Arc};

use postern_catalog::{Model, TypeRef};
use postern_org::{Draft, Refusal, Resource};
use serde_json::{Map, Value};

use crate::{Act, Ask, Plan, places, refs, rules::Picks, scope, shipped, stamp, unique, view};

/// What a write answers.
#[derive(Debug)]
pub struct Done {
    /// HTTP status: the first that the operation declares.
    pub status: u16,
    /// The body; `None` where there is none.
    pub body: Option<Value>,
}

/// Does what the operation does to the draft.
///
/// # Errors
///
/// 404 where the entity or what its path goes through does not exist, 409 for a stale version or a name that is taken (or the
/// operation's own code), 400 for a division that does not exist.
pub fn write(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>) -> Result<Done, Refusal> {
    ask.check_person(plan)?;
    places::check_parents(ask, plan, draft)?;
    scope::check_owner(ask, plan, draft)?;
    let body = match plan.act {
        Act::Create => create(ask, plan, draft)?,
        Act::Associate => associate(ask, plan, draft)?,
        Act::Replace | Act::Update => change(ask, plan, draft)?,
        Act::Delete => delete(ask, plan, draft)?,
        Act::List | Act::Get => Value::Null,
    };
    let status = ask.operation.success.first().copied().unwrap_or(if ask.operation.response.is_some() { 200 } else { 204 });
    let silent = status == 204 || ask.operation.response.is_none();
    Ok(Done { status, body: (!silent).then_some(body) })
}

fn create(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>) -> Result<Value, Refusal> {
    let collection = ask.fill(&plan.at);
    let entity = incoming(ask, plan, ask.body);
    if plan.singleton {
        return match view::stored(ask, plan, draft) {
            None => put_new(ask, plan, draft, &collection, entity),
            Some(_) => Err(Refusal::new(409, "general.conflict", "it exists already; replace it with PUT")),
        };
    }
    if plan.rule.refers.is_some() {
        check_referred(plan, draft, entity.get("id").and_then(Value::as_str).unwrap_or_default())?;
    }
    let resource = add(ask, plan, draft, &collection, entity)?;
    Ok(view::show(ask, plan, draft, &resource))
}

/// Adds an item to a collection.
fn add(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>, collection: &str, given: Map<String, Value>) -> Result<Arc<Resource>, Refusal> {
    let id = fresh_id(plan, draft, &given)?;
    places::check_id(&plan.at, &id)?;
    let path = format!("{collection}/{id}");
    if draft.resources().get(&path).is_some() {
        let (status, code) = plan.taken.code.unwrap_or((409, "general.conflict"));
        return Err(Refusal::new(status, code, format!("`{id}` exists already")));
    }
    let mut entity = begun(plan, given);
    for field in &plan.rule.fresh {
        let id = draft.fresh_id::<()>().to_string();
        entity.entry(field.as_str()).or_insert_with(|| id.into());
    }
    scope::owned(ask, plan, &mut entity);
    if plan.rule.key.is_none() || plan.kept.is_some_and(|model| model.field("id").is_some()) {
        entity.insert("id".to_owned(), id.into());
    }
    stamp::division(draft, plan.kept, &mut entity, None)?;
    if let Some(model) = plan.kept {
        stamp::created(ask, model, &mut entity);
        stamp::parents(ask, plan, model, &mut entity);
    }
    copy(plan, &mut entity);
    unique::check(plan, draft, collection, entity.get("name").and_then(Value::as_str), &path)?;
    let resource = draft.put_resource(&path, entity);
    log(ask, draft, "Create", &resource);
    Ok(resource)
}

/// The field that items are found by if the rule names one, the id that the request gives where it may, else a fresh one.
fn fresh_id(plan: &Plan, draft: &mut Draft<'_>, given: &Map<String, Value>) -> Result<String, Refusal> {
    let text = |name: &str| given.get(name).and_then(Value::as_str).filter(|id| !id.is_empty());
    let id = match &plan.rule.key {
        Some(key) => text(key).ok_or_else(|| Refusal::bad("bad.request", format!("`{key}` must not be empty: the item is found by it")))?,
        None => match text("id") {
            Some(id) => id,
            None => return Ok(draft.fresh_id::<()>().to_string()),
        },
    };
    Ok(id.to_owned())
}

/// Adds or changes the items that the body lists; with `?delete=true` removes them. A replacement removes all others.
fn associate(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>) -> Result<Value, Refusal> {
    let collection = ask.fill(&plan.at);
    let removes = ask.query("delete").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let mut shown = Vec::new();
    let mut named = BTreeSet::new();
    for entry in ask.body.as_array().into_iter().flatten() {
        let entity = match entry {
            Value::String(id) => Map::from_iter([("id".to_owned(), Value::from(id.as_str()))]),
            entry => incoming(ask, plan, entry),
        };
        let id = entity.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !id.is_empty() || removes {
            places::check_id(&plan.at, &id)?;
        }
        let path = format!("{collection}/{id}");
        check_referred(plan, draft, &id)?;
        let old = draft.resources().get(&path).filter(|_| !id.is_empty()).map(Arc::clone);
        let resource = match old {
            Some(old) if removes => {
                take_out(ask, draft, &old);
                continue;
            }
            None if removes => continue,
            Some(old) => put_over(ask, plan, draft, &old, entity)?,
            None => add(ask, plan, draft, &collection, entity)?,
        };
        named.insert(resource.path.clone());
        shown.push(view::show(ask, plan, draft, &resource));
    }
    if ask.operation.method == "PUT" {
        let others: Vec<_> = draft.resources().list(&collection).filter(|item| !named.contains(&item.path)).map(Arc::clone).collect();
        others.iter().for_each(|other| take_out(ask, draft, other));
    }
    Ok(in_envelope(plan, shown))
}

/// Changes an associated item as a change of its own would: its version and its dates go on.
fn put_over(
    ask: &Ask<'_>,
    plan: &Plan,
    draft: &mut Draft<'_>,
    old: &Resource,
    mut given: Map<String, Value>,
) -> Result<Arc<Resource>, Refusal> {
    let mut entity = old.entity.clone();
    let version = given.remove("version");
    let version = plan.kept.map(|model| stamp::next_version(model, version.as_ref(), &entity)).transpose()?.flatten();
    merge(&mut entity, given);
    if let Some(version) = version {
        entity.insert("version".to_owned(), version.into());
    }
    stamp::division(draft, plan.kept, &mut entity, Some(&old.entity))?;
    if let Some(model) = plan.kept {
        stamp::modified(ask, model, &mut entity);
        stamp::parents(ask, plan, model, &mut entity);
    }
    let resource = draft.put_resource(&old.path, entity);
    log(ask, draft, "Update", &resource);
    Ok(resource)
}

fn take_out(ask: &Ask<'_>, draft: &mut Draft<'_>, item: &Resource) {
    draft.remove_resource(&item.path);
    log(ask, draft, "Delete", item);
}

/// The items that were written, as the operation's model holds them.
fn in_envelope(plan: &Plan, shown: Vec<Value>) -> Value {
    let Some(model) = plan.envelope.filter(|_| !plan.items.is_empty()) else { return Value::Array(shown) };
    let count = shown.len();
    let numbers = [("total", count), ("pageSize", count), ("pageNumber", 1), ("pageCount", 1)];
    let declared = numbers.into_iter().filter(|(name, _)| model.field(name).is_some());
    let mut listing: Map<String, Value> = declared.map(|(name, number)| (name.to_owned(), number.into())).collect();
    listing.insert(plan.items.to_owned(), Value::Array(shown));
    Value::Object(listing)
}

fn check_referred(plan: &Plan, draft: &Draft<'_>, id: &str) -> Result<(), Refusal> {
    match &plan.rule.refers {
        Some(home) if !places::holds(draft, home, id) => Err(Refusal::not_found()),
        _ => Ok(()),
    }
}

/// Replaces or merges. What a replacement leaves out is cleared, save what its model cannot say.
fn change(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>) -> Result<Value, Refusal> {
    let path = ask.fill(&plan.at);
    let mut given = incoming(ask, plan, ask.body);
    if let Some(picks) = &plan.rule.picks {
        return pick(ask, plan, draft, picks, &path);
    }
    let old = match view::stored(ask, plan, draft) {
        Some(old) => old,
        None if plan.singleton => return put_new(ask, plan, draft, &path, given),
        None => return Err(Refusal::not_found()),
    };
    let mut entity = old.entity.clone();
    let version = match plan.kept {
        Some(model) => stamp::next_version(model, ask.body.get("version"), &entity)?,
        None => None,
    };
    // The path says which item it is; a body that names another one does not rename it.
    let key = plan.rule.key.as_deref().unwrap_or("id");
    ["version", "id", key].iter().for_each(|name| drop(given.remove(*name)));
    if plan.act == Act::Replace {
        let sayable = request_model(ask);
        let stays = |name: &str| matches!(name, "id" | "division") || name == key || plan.rule.fresh.iter().any(|fresh| fresh == name);
        entity.retain(|name, _| stays(name) || stamp::is_stamped(name) || !says(sayable, plan, name));
    }
    merge(&mut entity, given);
    for (name, value) in plan.rule.initial.iter().filter(|_| plan.act == Act::Replace) {
        entity.entry(name.as_str()).or_insert_with(|| value.clone());
    }
    if let Some(version) = version {
        entity.insert("version".to_owned(), version.into());
    }
    stamp::division(draft, plan.kept, &mut entity, Some(&old.entity))?;
    if let Some(model) = plan.kept {
        stamp::modified(ask, model, &mut entity);
        stamp::parents(ask, plan, model, &mut entity);
    }
    copy(plan, &mut entity);
    if !plan.singleton {
        unique::check(plan, draft, postern_org::parent(&path), entity.get("name").and_then(Value::as_str), &path)?;
    }
    let resource = draft.put_resource(&path, entity);
    log(ask, draft, "Update", &resource);
    Ok(view::show(ask, plan, draft, &resource))
}

/// A replacement of what is not there yet.
fn put_new(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>, path: &str, given: Map<String, Value>) -> Result<Value, Refusal> {
    let mut entity = begun(plan, given);
    // What stands alone lives nowhere unless it says so.
    stamp::division(draft, plan.kept.filter(|_| !plan.singleton), &mut entity, None)?;
    // A singleton that was posted has the id of what it belongs to (inferred).
    let owner = plan.at.rsplit('/').find(|segment| segment.starts_with('{')).filter(|_| plan.rule.posted);
    let owner = owner.map(|parameter| ask.fill(&format!("/{parameter}")));
    let id = owner.as_deref().unwrap_or(path).rsplit('/').next().filter(|id| !id.is_empty());
    if let (false, Some(id), Some((collection, _))) = (plan.singleton, id, plan.at.rsplit_once('/')) {
        places::check_id(collection, id)?;
    }
    if let Some(model) = plan.kept {
        if let (Some(id), Some(_)) = (id, model.field("id")) {
            entity.insert("id".to_owned(), id.into());
        }
        stamp::created(ask, model, &mut entity);
        stamp::parents(ask, plan, model, &mut entity);
    }
    copy(plan, &mut entity);
    let resource = draft.put_resource(path, entity);
    log(ask, draft, "Create", &resource);
    Ok(view::show(ask, plan, draft, &resource))
}

/// Lets a singleton stand for the item that the body names.
fn pick(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>, picks: &Picks, path: &str) -> Result<Value, Refusal> {
    let id = ask.body.get(&picks.by).and_then(Value::as_str).unwrap_or_default();
    let item = draft.resources().get(&format!("{}/{id}", picks.of)).map(Arc::clone).ok_or_else(Refusal::not_found)?;
    draft.put_resource(path, Map::from_iter([("id".to_owned(), Value::from(id))]));
    log(ask, draft, "Update", &item);
    Ok(view::show(ask, plan, draft, &item))
}

fn delete(ask: &Ask<'_>, plan: &Plan, draft: &mut Draft<'_>) -> Result<Value, Refusal> {
    let path = ask.fill(&plan.at);
    let old = view::stored(ask, plan, draft).ok_or_else(Refusal::not_found)?;
    if shipped::find(plan.rule, &old.path).is_some() {
        let text = format!("`{}` comes with the service and cannot be deleted", old.name().unwrap_or(old.id()));
        return Err(Refusal::new(409, "request.conflict", text));
    }
    let gone = &plan.rule.gone;
    if plan.rule.picks.is_some() {
        draft.remove_resource(&path);
    } else if gone.is_empty() {
        draft.remove_resource(&old.path);
    } else if gone.iter().all(|(name, value)| old.entity.get(name) == Some(value)) {
        return Err(Refusal::not_found());
    } else {
        let mut entity = old.entity.clone();
        entity.extend(gone.clone());
        draft.put_resource(&old.path, entity);
    }
    log(ask, draft, "Delete", &old);
    let empty = !matches!(ask.operation.response, Some(TypeRef::Model(name)) if name != "Empty");
    Ok(if empty { Value::Object(Map::new()) } else { view::show(ask, plan, draft, &old) })
}

/// Says again what the rule has in two places.
fn copy(plan: &Plan, entity: &mut Map<String, Value>) {
    for (field, pointer) in &plan.rule.copies {
        let (first, rest) = pointer.split_once('/').unwrap_or((pointer, ""));
        let value = entity.get(first).and_then(|value| if rest.is_empty() { Some(value) } else { value.pointer(&format!("/{rest}")) });
        if let Some(value) = value.cloned() {
            entity.insert(field.clone(), value);
        }
    }
}

/// What a request says about an entity: without what the service sets, without secrets, ids as references.
fn incoming(ask: &Ask<'_>, plan: &Plan, body: &Value) -> Map<String, Value> {
    let mut entity = body.as_object().cloned().unwrap_or_default();
    let model = request_model(ask);
    let read_only = |name: &str| model.and_then(|model| model.field(name)).is_some_and(|field| field.read_only);
    entity.retain(|name, _| !stamp::is_stamped(name) && !read_only(name));
    plan.hidden().for_each(|field| remove(&mut entity, field));
    for name in &plan.rule.none_when_empty {
        if let Some(value) = entity.get_mut(name).filter(|value| is_empty(value)) {
            *value = Value::Null;
        }
    }
    if let Some(model) = plan.kept {
        refs::take_in(model, &mut entity);
    }
    entity
}

/// Removes a field, `outer.inner` from inside another.
fn remove(entity: &mut Map<String, Value>, field: &str) {
    match field.split_once('.') {
        None => drop(entity.remove(field)),
        Some((outer, inner)) => {
            if let Some(outer) = entity.get_mut(outer).and_then(Value::as_object_mut) {
                remove(outer, inner);
            }
        }
    }
}

/// Whether a value says nothing: an object of which every field is left out, null or an empty text.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.values().all(is_empty),
        value => value.is_null() || value == "",
    }
}

/// The model of the body, or of its items.
fn request_model(ask: &Ask<'_>) -> Option<&'static Model> {
    match ask.operation.body? {
        TypeRef::Model(name) | TypeRef::Array(&TypeRef::Model(name)) => ask.catalog.model(name),
        _ => None,
    }
}

/// Whether a request could have said `name`, itself or as an id: then leaving it out means clearing it.
fn says(model: Option<&Model>, plan: &Plan, name: &str) -> bool {
    let Some(model) = model.or(plan.kept) else { return true };
    let writable = |name: &str| model.field(name).is_some_and(|field| !field.read_only);
    model.fields.is_empty() || writable(name) || writable(&format!("{name}Id")) || writable(&format!("{}Ids", name.trim_end_matches('s')))
}

/// A new entity: what the request gives, and what the rule says where it gives nothing. A null gives nothing.
fn begun(plan: &Plan, mut given: Map<String, Value>) -> Map<String, Value> {
    given.retain(|_, value| !value.is_null());
    let mut entity = plan.rule.initial.clone();
    entity.extend(given);
    entity
}

/// Fields given as null are cleared.
fn merge(entity: &mut Map<String, Value>, given: Map<String, Value>) {
    for (name, value) in given {
        if value.is_null() {
            entity.remove(&name);
        } else {
            entity.insert(name, value);
        }
    }
}

/// One audit event. The service's name is the API group of the operation (inferred).
fn log(ask: &Ask<'_>, draft: &mut Draft<'_>, action: &str, resource: &Resource) {
    let kind = match ask.operation.response {
        Some(TypeRef::Model(name)) if name != "Empty" => name,
        _ => ask.operation.tag,
    };
    let service = ask.operation.tag.replace(' ', "");
    draft.log(&service, action, (kind, resource.id(), resource.name().unwrap_or_default()), Vec::new());
}
