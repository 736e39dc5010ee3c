//! A person on the wire (API description: `User`).

use postern_catalog::Catalog;
use postern_model::{Subject, SubjectKind, Timestamp, User};
use postern_org::Organization;
use serde_json::{Map, Value, json};

use super::roles::view::user_authorization;
use crate::{
    call::Call,
    realtime::{presence, routing},
};

/// Members that are shown as they were written.
const PLAIN: [&str; 5] = ["department", "title", "images", "preferredName", "languagePreference"];

/// Members that are shown when `expand` names them, and lists then even if nothing was written.
const EXPANDED_LISTS: [&str; 2] = ["certifications", "profileSkills"];

/// Members that are shown when `expand` names them, kept below the person as what they refer to.
const ROUTED: [(&str, &str, &str); 2] =
    [("skills", "routingskills", "/routing/skills"), ("languages", "routinglanguages", "/routing/languages")];

/// Other members that are shown when `expand` names them.
const EXPANDED: [&str; 3] = ["biography", "employerInfo", "dateWelcomeSent"];

/// What the caller wants to see besides the ordinary members.
#[derive(Clone, Debug, Default)]
pub struct Expand(pub Vec<String>);

impl Expand {
    /// What the query parameter `expand` names.
    pub fn of(call: &Call<'_>) -> Self {
        Self(call.query.list("expand").into_iter().map(str::to_owned).collect())
    }

    /// Whether `name` is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.0.iter().any(|wanted| wanted == name)
    }
}

/// The person as clients see them.
pub fn user(organization: &Organization, user: &User, expand: &Expand) -> Value {
    let mut view = Map::new();
    let mut put = |name: &str, value: Value| drop(view.insert(name.to_owned(), value));
    put("id", json!(user.id));
    put("name", json!(user.name));
    put("email", json!(user.email));
    put("username", user.other.get("username").cloned().unwrap_or_else(|| json!(user.email)));
    put("state", json!(user.state));
    put("version", json!(user.version));
    put("division", division(organization, user));
    put("chat", json!({ "jabberId": jabber_id(organization, user) }));
    put("primaryContactInfo", json!([{ "address": user.email, "mediaType": "EMAIL", "type": "PRIMARY" }]));
    put("addresses", list(user, "addresses").map(|written| contact(organization, written)).collect());
    put("acdAutoAnswer", user.other.get("acdAutoAnswer").cloned().unwrap_or(Value::Bool(false)));
    put("selfUri", json!(format!("/api/v2/users/{}", user.id)));
    if let Some(manager) = user.manager.filter(|manager| organization.live_user(*manager).is_some()) {
        put("manager", json!({ "id": manager, "selfUri": format!("/api/v2/users/{manager}") }));
    }
    for name in PLAIN {
        user.other.get(name).into_iter().for_each(|value| put(name, value.clone()));
    }
    view.extend(expanded(organization, user, expand));
    Value::Object(view)
}

/// The members that `expand` adds. What Postern knows nothing of (stations) is not made up.
fn expanded(organization: &Organization, user: &User, expand: &Expand) -> Map<String, Value> {
    let mut view = Map::new();
    let mut put = |name: &str, value: Value| drop(view.insert(name.to_owned(), value));
    for name in EXPANDED_LISTS.into_iter().filter(|name| expand.wants(name)) {
        put(name, list(user, name).cloned().collect());
    }
    for (name, kept, home) in ROUTED.into_iter().filter(|(name, ..)| expand.wants(name)) {
        put(name, routed(organization, user, kept, home));
    }
    for name in EXPANDED.into_iter().filter(|name| expand.wants(name)) {
        let written = user.other.get(name).filter(|value| value.as_object().is_none_or(|members| !members.is_empty()));
        written.into_iter().for_each(|value| put(name, value.clone()));
    }
    if expand.wants("presence") {
        put("presence", presence::view(user.id, &presence::of(organization, user.id)));
    }
    if expand.wants("routingStatus") {
        put("routingStatus", routing::view(organization, user.id));
    }
    if expand.wants("locations") {
        put("locations", list(user, "locations").map(location).collect());
    }
    if expand.wants("groups") {
        let groups = user.groups.iter().filter_map(|id| organization.group(*id));
        put(
            "groups",
            groups.map(|group| json!({ "id": group.id, "name": group.name, "selfUri": format!("/api/v2/groups/{}", group.id) })).collect(),
        );
    }
    if expand.wants("authorization") || expand.wants("authorization.unusedRoles") {
        let subject = Subject { kind: SubjectKind::User, id: user.id.uuid() };
        put("authorization", user_authorization(organization, Catalog::builtin(), subject));
    }
    let mut moment = |name: &str, wanted: &str, value: Option<Timestamp>, wrap: fn(Timestamp) -> Value| {
        value.filter(|_| expand.wants(wanted)).into_iter().for_each(|value| put(name, wrap(value)));
    };
    moment("lastTokenIssued", "lasttokenissued", user.last_token, |moment| json!({ "dateIssued": moment }));
    moment("dateLastLogin", "dateLastLogin", user.last_login, |moment| json!(moment));
    view
}

/// What a person can do, with the name that the skill or language has now; those that are gone are left out.
fn routed(organization: &Organization, user: &User, kept: &str, home: &str) -> Value {
    let collection = format!("/users/{}/{kept}", user.id);
    let shown = organization.resources().list(&collection).filter_map(|item| {
        let named = organization.resources().get(&format!("{home}/{}", item.id()))?;
        let mut shown = item.entity.clone();
        let state = named.entity.get("state").cloned().unwrap_or_else(|| json!("active"));
        shown.extend([("name".to_owned(), json!(named.name())), ("state".to_owned(), state)]);
        Some(Value::Object(shown))
    });
    shown.collect()
}

fn division(organization: &Organization, user: &User) -> Value {
    let name = organization.division_even_deleted(user.division).map_or("", |division| &division.name);
    json!({ "id": user.division, "name": name, "selfUri": format!("/api/v2/authorization/divisions/{}", user.division) })
}

/// The chat address: as written, else made of the id, in the form that samples of the service show.
pub fn jabber_id(organization: &Organization, user: &User) -> String {
    let written = user.other.get("chat").and_then(|chat| chat.get("jabberId")).and_then(Value::as_str);
    let made = || format!("{}@{}.orgspan.com", user.id.uuid().simple(), organization.profile().third_party_org_name);
    written.map_or_else(made, str::to_owned)
}

fn list<'u>(user: &'u User, name: &str) -> impl Iterator<Item = &'u Value> {
    user.other.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// `display` is the number or the extension. An extension that no pool holds is shown by nothing else (Terraform provider).
fn contact(organization: &Organization, written: &Value) -> Value {
    let mut shown = written.clone();
    let Some(members) = shown.as_object_mut().filter(|members| members.get("mediaType") != Some(&json!("EMAIL"))) else { return shown };
    let display = match members.get("address") {
        Some(number) => Some(number.clone()),
        None if members.get("extension").is_some_and(|extension| pooled(organization, extension)) => members.get("extension").cloned(),
        None => members.remove("extension"),
    };
    members.extend(display.map(|display| ("display".to_owned(), display)));
    shown
}

/// Whether a pool of extensions holds this one.
fn pooled(organization: &Organization, extension: &Value) -> bool {
    let number = |value: Option<&Value>| value.and_then(Value::as_str).and_then(|text| text.parse::<u64>().ok());
    let Some(extension) = number(Some(extension)) else { return false };
    organization.resources().list("/telephony/providers/edges/extensionpools").any(|pool| {
        let bound = |name: &str| number(pool.entity.get(name));
        bound("startNumber").zip(bound("endNumber")).is_some_and(|(first, last)| (first..=last).contains(&extension))
    })
}

/// A location is written by its `id` and shown as `locationDefinition` (Terraform provider).
fn location(written: &Value) -> Value {
    let mut shown = written.clone();
    let id = written.get("id").or_else(|| written.get("locationDefinition")?.get("id")).cloned();
    if let (Some(id), Some(members)) = (id, shown.as_object_mut()) {
        let uri = format!("/api/v2/locations/{}", id.as_str().unwrap_or_default());
        members.insert("locationDefinition".to_owned(), json!({ "id": id, "selfUri": uri }));
    }
    shown
}
