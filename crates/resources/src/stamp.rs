//! What the service sets in an entity itself: id, version, dates, who did it, division, address.

use postern_catalog::{Field, Model, TypeRef};
use postern_model::Reach;
use postern_org::{Organization, Refusal};
use serde_json::{Map, Value, json};

use crate::{Ask, Plan};

const CREATED: [&str; 4] = ["dateCreated", "createdDate", "createDate", "createdAt"];
const MODIFIED: [&str; 5] = ["dateModified", "modifiedDate", "modifyDate", "dateLastModified", "dateUpdated"];
const CREATOR: [&str; 1] = ["createdBy"];
const MODIFIER: [&str; 3] = ["modifiedBy", "updatedBy", "lastModifiedBy"];

/// Whether requests may send a field but never decide it.
pub(crate) fn is_stamped(field: &str) -> bool {
    field == "selfUri" || [&CREATED[..], &MODIFIED, &CREATOR, &MODIFIER].into_iter().any(|names| names.contains(&field))
}

/// Marks an entity as made now by the caller.
pub(crate) fn created(ask: &Ask<'_>, model: &Model, entity: &mut Map<String, Value>) {
    dates(ask, model, &CREATED, entity);
    people(ask, model, &CREATOR, entity);
    if model.field("version").is_some_and(is_counted) {
        entity.insert("version".to_owned(), json!(1));
    }
    modified(ask, model, entity);
}

/// Marks an entity as changed now by the caller.
pub(crate) fn modified(ask: &Ask<'_>, model: &Model, entity: &mut Map<String, Value>) {
    dates(ask, model, &MODIFIED, entity);
    people(ask, model, &MODIFIER, entity);
}

/// The next version of a changed entity; refuses a request that names another one than the current.
pub(crate) fn next_version(model: &Model, given: Option<&Value>, old: &Map<String, Value>) -> Result<Option<u64>, Refusal> {
    if !model.field("version").is_some_and(is_counted) {
        return Ok(None);
    }
    let current = old.get("version").and_then(Value::as_u64).unwrap_or(1);
    match given.and_then(Value::as_u64) {
        Some(given) if given != current => Err(Refusal::stale_version(given, current)),
        _ => Ok(Some(current + 1)),
    }
}

/// Models of a division that may be `*`: every one (API description).
const STARRABLE: [&str; 2] = ["StarrableDivision", "WritableStarrableDivision"];

/// Where an entity lives: the division that it names, else the one where it lived before. A new one lives at home where its
/// model has a division.
///
/// # Errors
///
/// 400 for a division that does not exist, and for `*` where the model does not know it.
pub(crate) fn division(
    organization: &Organization,
    model: Option<&Model>,
    entity: &mut Map<String, Value>,
    before: Option<&Map<String, Value>>,
) -> Result<(), Refusal> {
    let kind = model.and_then(|model| model.field("division")).and_then(|field| match field.ty {
        TypeRef::Model(name) => Some(name),
        _ => None,
    });
    let named = entity.get("division").and_then(|division| division.get("id")).and_then(Value::as_str).filter(|id| !id.is_empty());
    let division = match (named, before, kind) {
        (Some(text), ..) => json!({ "id": known(organization, kind, text)? }),
        (None, Some(before), _) => match before.get("division") {
            Some(division) => division.clone(),
            None => return Ok(()),
        },
        (None, None, Some(_)) => json!({ "id": organization.home() }),
        (None, None, None) => return Ok(()),
    };
    entity.insert("division".to_owned(), division);
    Ok(())
}

/// The division that a request names, as it is kept.
fn known(organization: &Organization, kind: Option<&str>, text: &str) -> Result<String, Refusal> {
    match Reach::parse(text) {
        Some(Reach::All) if kind.is_some_and(|kind| STARRABLE.contains(&kind)) => Ok(text.to_owned()),
        Some(Reach::All) => Err(Refusal::bad("bad.request", "`*` is not a division of this entity: it lives in one division")),
        Some(Reach::Division(id)) if organization.division(id).is_some() => Ok(id.to_string()),
        _ => Err(Refusal::bad("bad.request", format!("division `{text}` does not exist"))),
    }
}

/// What an item's path goes through stands in the item too, where its model has a place for it: `worktype` or `worktypeId` of
/// what is below `/worktypes/{worktypeId}`. A request that names another one there is not believed: the path wins.
pub(crate) fn parents(ask: &Ask<'_>, plan: &Plan, model: &Model, entity: &mut Map<String, Value>) {
    let own = plan.at.rsplit('/').next().unwrap_or_default();
    let above = plan.at.strip_suffix(own).unwrap_or_default();
    let mut before: Vec<(&str, String)> = Vec::new();
    for name in above.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}')) {
        let path = ask.fill(&format!("/{{{name}}}"));
        let id = path.trim_start_matches('/');
        let stem = name.strip_suffix("Id").unwrap_or(name);
        if let Some(TypeRef::Model(kind)) = model.field(stem).map(|field| field.ty) {
            // What else the request says of the same one stays.
            let said = entity.remove(stem).filter(|said| said.get("id").is_none_or(|said| said == id));
            let mut named = said.and_then(|said| said.as_object().cloned()).unwrap_or_default();
            named.extend(reference(ask, kind, id, &before));
            entity.insert(stem.to_owned(), Value::Object(named));
        } else if name != "id" && model.field(name).is_some_and(|field| field.ty == TypeRef::String) {
            entity.insert(name.to_owned(), json!(id));
        }
        before.push((stem, id.to_owned()));
    }
}

/// A reference to what a path goes through, with what the path goes through before it where its model names that.
fn reference(ask: &Ask<'_>, kind: &str, id: &str, before: &[(&str, String)]) -> Map<String, Value> {
    let mut reference = Map::from_iter([("id".to_owned(), id.into())]);
    for (stem, id) in before {
        if ask.catalog.model(kind).and_then(|model| model.field(stem)).is_some_and(|field| matches!(field.ty, TypeRef::Model(_))) {
            reference.insert((*stem).to_owned(), json!({ "id": id }));
        }
    }
    reference
}

/// A version is a number that the service counts; where it is text the service gives it another meaning.
fn is_counted(field: &Field) -> bool {
    field.ty == TypeRef::Integer
}

fn dates(ask: &Ask<'_>, model: &Model, names: &[&str], entity: &mut Map<String, Value>) {
    for name in names.iter().filter(|name| model.field(name).is_some_and(|field| field.ty == TypeRef::DateTime)) {
        entity.insert((*name).to_owned(), json!(ask.now));
    }
}

/// A person by reference where the model has one there, else the id. Of a machine the client's id stands there (inferred).
fn people(ask: &Ask<'_>, model: &Model, names: &[&str], entity: &mut Map<String, Value>) {
    let id = ask.user.map_or_else(|| ask.client.to_string(), |user| user.to_string());
    for field in names.iter().filter_map(|name| model.field(name)) {
        let value = match field.ty {
            TypeRef::Model(_) => json!({ "id": id }),
            TypeRef::String => json!(id),
            _ => continue,
        };
        entity.insert(field.name.to_owned(), value);
    }
}
