//! A person as a SCIM resource (API description: `ScimV2User`; help centre: SCIM field mappings).

use postern_model::{Id, Timestamp, User, UserState};
use postern_scim::schema::USER;
use serde_json::{Map, Value, json};

use super::{Provisioner, contacts, kept, roles};
use crate::{ExternalIds, Organization};

/// The URN of the RFC's extension.
pub(super) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// The URN of the platform's extension.
pub(super) const GENESYS: &str = "urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User";

/// The person as the client sees them.
pub fn user_view(organization: &Organization, user: &User, client: &Provisioner<'_>) -> Map<String, Value> {
    let mut view = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| value.as_array().is_none_or(|items| !items.is_empty())) {
            view.insert(name.to_owned(), value);
        }
    };
    let extensions = [(ENTERPRISE, enterprise(organization, user, client)), (GENESYS, genesys(user))];
    let shown = extensions.iter().filter(|(_, members)| !members.is_empty()).map(|(urn, _)| *urn);
    put("schemas", Some(std::iter::once(USER.core.id).chain(shown).map(Value::from).collect()));
    put("id", Some(json!(user.id)));
    put("userName", Some(json!(user.email)));
    put("displayName", Some(json!(user.name)));
    put("active", Some(json!(user.state == UserState::Active)));
    put("title", user.other.get("title").cloned());
    put("externalId", client.external_id(&user.other).map(Value::from));
    put("emails", Some(contacts::emails(user)));
    put("phoneNumbers", Some(contacts::phone_numbers(user)));
    put("groups", Some(groups(organization, user, client)));
    put("roles", Some(roles::shown(organization, user)));
    for (urn, members) in extensions {
        put(urn, (!members.is_empty()).then_some(Value::Object(members)));
    }
    let modified = user.other.get("dateModified").and_then(Value::as_str).and_then(Timestamp::parse);
    put("meta", Some(client.meta(&USER, &user.id.to_string(), user.version, modified)));
    view
}

fn enterprise(organization: &Organization, user: &User, client: &Provisioner<'_>) -> Map<String, Value> {
    let manager = user.manager.filter(|manager| organization.live_user(*manager).is_some());
    let reference = |manager: Id<User>| json!({ "value": manager, "$ref": format!("{}/users/{manager}", client.base) });
    let employer = |name: &str| kept::employer_info(user).and_then(|info| info.get(name)).cloned();
    let members = [
        ("division", organization.division(user.division).map(|division| json!(division.name))),
        ("department", user.other.get("department").cloned()),
        ("manager", manager.map(reference)),
        ("employeeNumber", employer("employeeId")),
        ("dateHire", employer("dateHire")),
    ];
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn genesys(user: &User) -> Map<String, Value> {
    let ids = ExternalIds::of(&user.other);
    let ids = ids.iter().filter(|(authority, _)| !ExternalIds::is_scim_client(authority));
    let ids: Value = ids.map(|(authority, key)| json!({ "authority": authority, "value": key })).collect();
    let members =
        [("routingSkills", kept::assigned(user, "skills")), ("routingLanguages", kept::assigned(user, "languages")), ("externalIds", ids)];
    let said = |value: &Value| value.as_array().is_some_and(|items| !items.is_empty());
    members.into_iter().filter(|(_, value)| said(value)).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn groups(organization: &Organization, user: &User, client: &Provisioner<'_>) -> Value {
    let groups = user.groups.iter().filter(|id| organization.group(**id).is_some());
    groups.map(|id| json!({ "type": "Group", "value": id, "$ref": format!("{}/groups/{id}", client.base) })).collect()
}
