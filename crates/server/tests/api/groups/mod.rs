mod create;
mod delete;
mod get;
mod individuals;
mod list;
mod members;
mod put;
mod search;

use serde_json::{Value, json};

use crate::harness::Local;

/// A group made over HTTP, as the answer shows it. It may hold roles.
pub async fn made(local: &Local, name: &str) -> Value {
    let body = json!({ "name": name, "type": "official", "visibility": "public", "rulesVisible": true, "rolesEnabled": true });
    let reply = local.admin.post("/api/v2/groups", body).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body
}

/// The address of a group that [`made`] gave.
pub fn at(group: &Value) -> String {
    format!("/api/v2/groups/{}", group["id"].as_str().unwrap())
}
