//! What a client sent, in canonical spelling and checked against the schemas.

use serde_json::{Map, Value};

use crate::{
    filter::truth,
    path::AttrPath,
    problem::{Problem, ScimType},
    schema::{Attribute, Kind, Mutability, Place, ResourceType, part_of},
};

/// The most characters of any text; what is kept has tighter bounds of its own.
const LONGEST: usize = 4_096;

/// Reads the body of a creation or a replacement. Attributes that cannot be written are passed over (RFC 7644 §3.5.1), as
/// are those of the RFC that are not kept; `null` is the same as leaving an attribute out.
///
/// # Errors
///
/// Anything but an object, an attribute nobody knows, a value that does not fit.
pub fn read(kind: &'static ResourceType, body: &Value) -> Result<Map<String, Value>, Problem> {
    let Some(members) = body.as_object() else { return Err(syntax("the body must be an object")) };
    let mut resource = Map::new();
    for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        match AttrPath::parse(name).as_ref().and_then(|path| kind.find(path)) {
            Some(Place::Extension(extension)) => {
                let Some(inner) = value.as_object() else { return Err(syntax(format!("`{name}` must be an object"))) };
                for (name, value) in inner.iter().filter(|(name, value)| !value.is_null() && !is_schemas(name)) {
                    let path = AttrPath::parse(&format!("{}:{name}", extension.id));
                    match path.as_ref().and_then(|path| kind.find(path)) {
                        Some(place) => take(&mut resource, place, name, value)?,
                        None => return Err(syntax(format!("`{}` has no attribute `{name}`", extension.id))),
                    }
                }
            }
            Some(place) => take(&mut resource, place, name, value)?,
            None => return Err(syntax(format!("there is no attribute `{name}`"))),
        }
    }
    Ok(resource)
}

/// Some clients say in an extension what it is, as in a resource.
pub(crate) fn is_schemas(name: &str) -> bool {
    name.eq_ignore_ascii_case("schemas")
}

fn take(resource: &mut Map<String, Value>, place: Place, name: &str, value: &Value) -> Result<(), Problem> {
    match place {
        Place::Attribute { attribute, .. } if attribute.mutability == Mutability::ReadOnly => Ok(()),
        Place::Attribute { home, attribute, part: None } => {
            store(resource, home, attribute.name, Some(value_of(attribute, value)?));
            Ok(())
        }
        Place::Attribute { .. } | Place::Extension(_) => Err(syntax(format!("there is no attribute `{name}`"))),
        Place::PassedOver => Ok(()),
    }
}

/// Sets an attribute of the core schema or of an extension, or takes it away. An extension without attributes is not there.
pub(crate) fn store(resource: &mut Map<String, Value>, home: Option<&'static str>, name: &str, value: Option<Value>) {
    let set = |holder: &mut Map<String, Value>| match value {
        Some(value) => drop(holder.insert(name.to_owned(), value)),
        None => drop(holder.remove(name)),
    };
    let Some(urn) = home else { return set(resource) };
    if !resource.get(urn).is_some_and(Value::is_object) {
        resource.insert(urn.to_owned(), Value::Object(Map::new()));
    }
    let held = resource.get_mut(urn).and_then(Value::as_object_mut);
    if let Some(held) = held {
        set(held);
    }
    if resource.get(urn).and_then(Value::as_object).is_some_and(Map::is_empty) {
        resource.remove(urn);
    }
}

fn syntax(detail: impl Into<String>) -> Problem {
    Problem::new(ScimType::InvalidSyntax, detail)
}

/// The value of a whole attribute; a single value may stand for a list of one.
pub(crate) fn value_of(attribute: &'static Attribute, value: &Value) -> Result<Value, Problem> {
    match value {
        Value::Array(items) if attribute.multiple => {
            let items = items.iter().filter(|item| !item.is_null()).map(|item| item_of(attribute, item));
            Ok(Value::Array(items.collect::<Result<_, _>>()?))
        }
        value if attribute.multiple => Ok(Value::Array(vec![item_of(attribute, value)?])),
        value => item_of(attribute, value),
    }
}

/// One value of an attribute. A plain text may stand for a complex value whose part `value` it is, as Entra sends managers
/// and roles.
pub(crate) fn item_of(attribute: &'static Attribute, value: &Value) -> Result<Value, Problem> {
    let length = value.as_str().map_or(0, |text| text.chars().count());
    if length > LONGEST {
        let text = format!("`{}` must have at most {LONGEST} characters; it has {length}", attribute.name);
        return Err(Problem::new(ScimType::InvalidValue, text));
    }
    match (attribute.kind, value) {
        (Kind::Complex, Value::Object(members)) => complex(attribute, members),
        (Kind::Complex, Value::String(_)) if attribute.part("value").is_some() => {
            complex(attribute, &Map::from_iter([("value".to_owned(), value.clone())]))
        }
        (Kind::Boolean, Value::Bool(_)) | (Kind::Decimal, Value::Number(_)) => Ok(value.clone()),
        (Kind::Boolean, Value::String(text)) => truth(text).map(Value::Bool).ok_or_else(|| misfit(attribute, value)),
        (Kind::Text | Kind::Reference | Kind::DateTime, Value::String(text)) => canonical(attribute, text),
        _ => Err(misfit(attribute, value)),
    }
}

/// A complex value. Parts that nobody knows are allowed and not kept (help centre, SCIM field mappings).
fn complex(attribute: &'static Attribute, members: &Map<String, Value>) -> Result<Value, Problem> {
    let mut item = Map::new();
    for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        match part_of(attribute, name) {
            Some(part) if part.mutability != Mutability::ReadOnly => {
                item.insert(part.name.to_owned(), item_of(part, value).map_err(|problem| problem.of(attribute.name))?);
            }
            _ => {}
        }
    }
    Ok(Value::Object(item))
}

/// A text in the spelling of the allowed values, if they are listed.
fn canonical(attribute: &'static Attribute, text: &str) -> Result<Value, Problem> {
    if attribute.canonical.is_empty() {
        return Ok(Value::from(text));
    }
    match attribute.canonical.iter().find(|allowed| allowed.eq_ignore_ascii_case(text)) {
        Some(allowed) => Ok(Value::from(*allowed)),
        None => {
            let text = format!("`{}` cannot be `{text}`: use {}", attribute.name, attribute.canonical.join(", "));
            Err(Problem::new(ScimType::InvalidValue, text))
        }
    }
}

fn misfit(attribute: &Attribute, value: &Value) -> Problem {
    let got: String = value.to_string().chars().take(60).collect();
    Problem::new(ScimType::InvalidValue, format!("`{}` must be of type {}, not `{got}`", attribute.name, attribute.kind.name()))
}
