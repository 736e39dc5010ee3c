//! A group on the wire (API description: `Group`).

use std::borrow::Cow;

use postern_model::{Group, User};
use postern_org::Organization;
use serde_json::{Map, Value, json};

use super::super::users::roster::place;
use crate::search::{Searchable, owned, texts_at};

/// Members that are shown as they were written.
const PLAIN: [&str; 2] = ["images", "email"];

/// The group as clients see it.
pub fn group(organization: &Organization, group: &Group) -> Value {
    let mut view = Map::new();
    let mut put = |name: &str, value: Value| drop(view.insert(name.to_owned(), value));
    put("id", json!(group.id));
    put("name", json!(group.name));
    put("description", json!(group.description));
    put("dateModified", json!(group.date_modified));
    put("memberCount", json!(people(organization, group).len()));
    put("state", json!("active"));
    put("version", json!(group.version));
    put("type", json!(group.r#type));
    put("visibility", json!(group.visibility));
    put("rulesVisible", json!(group.rules_visible));
    put("rolesEnabled", json!(group.roles_enabled));
    for name in ["includeOwners", "callsEnabled"] {
        put(name, group.other.get(name).cloned().unwrap_or(Value::Bool(false)));
    }
    let addresses = group.other.get("addresses").and_then(Value::as_array).into_iter().flatten();
    put("addresses", addresses.map(contact).collect());
    put(
        "owners",
        owners(organization, group).map(|user| json!({ "id": user.id, "selfUri": format!("/api/v2/users/{}", user.id) })).collect(),
    );
    put("selfUri", json!(format!("/api/v2/groups/{}", group.id)));
    for name in PLAIN {
        group.other.get(name).into_iter().for_each(|value| put(name, value.clone()));
    }
    Value::Object(view)
}

/// Who is in the group, by name: explicit members, and the owners if they are included.
pub fn people<'o>(organization: &'o Organization, group: &Group) -> Vec<&'o User> {
    let mut people: Vec<&User> = organization.members(group.id).collect();
    if group.other.get("includeOwners") == Some(&Value::Bool(true)) {
        people.extend(owners(organization, group).filter(|owner| !owner.groups.contains(&group.id)));
    }
    people.sort_by_cached_key(|user| place(user));
    people
}

/// Owners who are not deleted.
fn owners<'o>(organization: &'o Organization, group: &Group) -> impl Iterator<Item = &'o User> {
    group.owners.iter().filter_map(|id| organization.live_user(*id))
}

/// `display` is the number, or the extension where there is no number.
fn contact(written: &Value) -> Value {
    let mut shown = written.clone();
    let display = written.get("address").or_else(|| written.get("extension")).cloned();
    if let (Some(display), Some(members)) = (display, shown.as_object_mut()) {
        members.insert("display".to_owned(), display);
    }
    shown
}

impl Searchable for Group {
    const FIELDS: &'static [&'static str] = &["name", "description"];

    fn texts(&self, field: &str) -> Vec<Cow<'_, str>> {
        match field {
            "name" => vec![Cow::Borrowed(&self.name)],
            "description" => vec![Cow::Borrowed(&self.description)],
            "type" => vec![Cow::Borrowed(&self.r#type)],
            "visibility" => vec![Cow::Borrowed(&self.visibility)],
            "state" => vec![Cow::Borrowed("active")],
            "id" => owned([self.id]),
            "version" => owned([self.version]),
            "rolesEnabled" => owned([self.roles_enabled]),
            "rulesVisible" => owned([self.rules_visible]),
            "dateModified" => owned([self.date_modified]),
            "owners" | "owners.id" | "ownerIds" => owned(&self.owners),
            _ => {
                let (first, rest) = field.split_once('.').unwrap_or((field, ""));
                texts_at(self.other.get(first), rest)
            }
        }
    }
}
