//! SCIM. Bodies are of the shapes that Okta and Entra send. What holds of one spelling of a path holds of the other.

mod groups;
mod resourcetypes;
mod schemas;
mod serviceproviderconfig;
mod users;

use serde_json::{Value, json};

use crate::{
    audits::query::{events, query as everything},
    harness::{Caller, Local, Reply},
};

/// Both spellings.
pub const SPELLINGS: [&str; 2] = ["/api/v2/scim", "/api/v2/scim/v2"];
/// The one that guides give.
pub const V2: &str = SPELLINGS[1];

pub const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
pub const GENESYS: &str = "urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User";

/// A refusal: status, kind, text. It has SCIM's shape in full.
pub fn refusal(reply: &Reply) -> (u16, &str, &str) {
    let text = |name: &str| reply.body[name].as_str().unwrap_or_default();
    assert_eq!(reply.body["schemas"], json!(["urn:ietf:params:scim:api:messages:2.0:Error"]), "{}", reply.body);
    assert_eq!(text("status"), reply.status.to_string());
    assert_eq!(media(reply), "application/scim+json");
    (reply.status, text("scimType"), text("detail"))
}

/// The media type of an answer.
pub fn media(reply: &Reply) -> &str {
    header(reply, "content-type")
}

pub fn header<'r>(reply: &'r Reply, name: &str) -> &'r str {
    reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A new person as Entra makes one.
pub fn new(name: &str) -> Value {
    json!({
        "schemas": [CORE, ENTERPRISE],
        "externalId": format!("entra-{name}"),
        "userName": format!("{name}@local.example"),
        "active": true,
        "displayName": name,
        "emails": [{ "primary": true, "type": "work", "value": format!("{name}@work.example") }],
        "meta": { "resourceType": "User" },
        "name": { "formatted": name, "familyName": name, "givenName": name },
        "roles": [],
    })
}

/// Such a person, made.
pub async fn made(local: &Local, name: &str) -> Value {
    let reply = local.admin.post(&format!("{V2}/users"), new(name)).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.body
}

/// The address of a person or group.
pub fn at(resource: &Value) -> String {
    let kind = resource["meta"]["resourceType"].as_str().unwrap().to_lowercase();
    format!("{V2}/{kind}s/{}", resource["id"].as_str().unwrap())
}

/// A patch of these operations.
pub fn patch(operations: Value) -> Value {
    json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations })
}

/// Patches and gives the resource.
pub async fn patched(caller: &Caller, resource: &Value, operations: Value) -> Value {
    let reply = caller.patch(&at(resource), patch(operations.clone())).await;
    assert_eq!(reply.status, 200, "{operations}: {}", reply.body);
    reply.body
}

/// The texts at `name` of what a list holds.
pub fn texts<'r>(list: &'r Value, name: &str) -> Vec<&'r str> {
    list["Resources"].as_array().map(|all| all.iter().filter_map(|one| one[name].as_str()).collect()).unwrap_or_default()
}

/// A query with these parameters.
pub fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", urlencoded(value))).collect();
    format!("{V2}/{path}?{}", query.join("&"))
}

fn urlencoded(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Service, action and name of each audit event, oldest first.
pub async fn logged(local: &Local) -> Vec<String> {
    let sort = json!([{ "name": "Timestamp", "sortOrder": "ascending" }]);
    let events = events(local, everything(json!({ "sort": sort }))).await;
    let text = |event: &Value, name: &str| event[name].as_str().unwrap_or_default().to_owned();
    events
        .iter()
        .map(|event| format!("{} {} {}", text(event, "serviceName"), text(event, "action"), text(&event["entity"], "name")))
        .collect()
}
