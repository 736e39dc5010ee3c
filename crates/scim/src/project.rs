//! Which attributes an answer holds (RFC 7644 §3.9).

use serde_json::{Map, Value};

use crate::{
    path::AttrPath,
    read::store,
    schema::{Place, ResourceType},
};

/// What a request asks to be shown: `attributes` and `excludedAttributes`.
#[derive(Clone, Debug, Default)]
pub struct Projection {
    /// Only these, if any are named, and those that are always shown.
    pub only: Vec<AttrPath>,
    /// Not these, but for those that are always shown.
    pub without: Vec<AttrPath>,
}

/// `resource` with what is asked for.
pub fn project(kind: &'static ResourceType, mut resource: Map<String, Value>, wanted: &Projection) -> Map<String, Value> {
    if !wanted.only.is_empty() {
        let always = |name: &String| kind.always.contains(&name.as_str());
        let mut shown: Map<String, Value> =
            resource.iter().filter(|(name, _)| always(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
        wanted.only.iter().filter_map(|path| kind.find(path)).for_each(|place| show(kind, &mut shown, &resource, place));
        resource = shown;
    }
    for place in wanted.without.iter().filter_map(|path| kind.find(path)) {
        hide(kind, &mut resource, place);
    }
    resource
}

fn show(kind: &ResourceType, shown: &mut Map<String, Value>, resource: &Map<String, Value>, place: Place) {
    match place {
        Place::Extension(extension) => {
            let held = resource.get(extension.id).cloned();
            shown.extend(held.map(|held| (extension.id.to_owned(), held)));
        }
        Place::Attribute { home: None, attribute, .. } if kind.always.contains(&attribute.name) => {}
        Place::Attribute { home, attribute, part } => {
            let held = home.map_or(Some(resource), |urn| resource.get(urn).and_then(Value::as_object));
            let Some(value) = held.and_then(|held| held.get(attribute.name)) else { return };
            let value = part.map_or_else(|| value.clone(), |part| only_part(value, part.name));
            store(shown, home, attribute.name, Some(value));
        }
        Place::PassedOver => {}
    }
}

/// A complex value, or each of several, with one part.
fn only_part(value: &Value, part: &str) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| only_part(item, part)).collect(),
        Value::Object(members) => {
            members.iter().filter(|(name, _)| *name == part).map(|(name, value)| (name.clone(), value.clone())).collect()
        }
        other => other.clone(),
    }
}

fn hide(kind: &ResourceType, resource: &mut Map<String, Value>, place: Place) {
    match place {
        Place::Extension(extension) => drop(resource.remove(extension.id)),
        Place::Attribute { home: None, attribute, .. } if kind.always.contains(&attribute.name) => {}
        Place::Attribute { home, attribute, part } => {
            let holder = match home {
                Some(urn) => resource.get_mut(urn).and_then(Value::as_object_mut),
                None => Some(resource),
            };
            let Some(holder) = holder else { return };
            match (part, holder.get_mut(attribute.name)) {
                (Some(part), Some(Value::Object(members))) => drop(members.remove(part.name)),
                (Some(part), Some(Value::Array(items))) => {
                    items.iter_mut().filter_map(Value::as_object_mut).for_each(|members| drop(members.remove(part.name)));
                }
                _ => drop(holder.remove(attribute.name)),
            }
        }
        Place::PassedOver => {}
    }
}
