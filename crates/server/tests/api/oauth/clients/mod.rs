mod create;
mod delete;
mod get;
mod list;
mod put;
mod secret;
mod usage;

use postern_model::{Client, Id, Reach, Role};
use serde_json::{Value, json};

use crate::harness::{Caller, Local};

/// The body of a machine client with one role.
pub fn machine(name: &str, role: Id<Role>, division: &str) -> Value {
    json!({ "name": name, "authorizedGrantType": "CLIENT-CREDENTIALS", "roleDivisions": [{ "roleId": role, "divisionId": division }] })
}

/// The body of a client for people.
pub fn code(name: &str) -> Value {
    json!({ "name": name, "authorizedGrantType": "CODE", "scope": ["routing"], "registeredRedirectUri": ["https://example.com/back"] })
}

/// The same with other members.
pub fn but(mut body: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// The role `admin`, which the bootstrap client holds everywhere.
pub fn admin_role(local: &Local) -> Id<Role> {
    local.running.organization().default_role("admin").unwrap().id
}

/// A caller that may do everything with clients and holds one more role.
pub async fn client_manager(local: &Local, role: Id<Role>, reach: Reach) -> Caller {
    let caller = local.caller(&["oauth:client:view", "oauth:client:add", "oauth:client:edit", "oauth:client:delete"], Reach::All).await;
    local.grant(subject(&caller.client_id), role, reach).await;
    caller
}

pub fn subject(client: &str) -> postern_model::Subject {
    postern_model::Subject { kind: postern_model::SubjectKind::Client, id: Id::<Client>::parse(client).unwrap().uuid() }
}

/// Makes a client, which must work.
pub async fn made(caller: &Caller, body: Value) -> Value {
    let reply = caller.post("/api/v2/oauth/clients", body).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body
}

pub fn path(client: &Value) -> String {
    format!("/api/v2/oauth/clients/{}", client["id"].as_str().unwrap())
}
