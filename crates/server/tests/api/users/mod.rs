mod bulk;
mod create;
mod delete;
mod externalid;
mod get;
mod invite;
mod list;
mod me;
mod password;
mod patch;
pub mod presences;
mod profileskills;
mod query;
pub mod queues;
mod roles;
mod routed;
mod routingstatus;
mod search;
mod state;
mod station;

use serde_json::{Value, json};

use crate::harness::Local;

/// A person made over HTTP, as the answer shows them.
pub async fn made(local: &Local, name: &str) -> Value {
    let email = format!("{}@local.example", name.to_lowercase().replace(' ', "."));
    let reply = local.admin.post("/api/v2/users", json!({ "name": name, "email": email })).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body
}

/// The names in a list of entities.
pub fn names(entities: &Value) -> Vec<&str> {
    entities.as_array().map(|all| all.iter().filter_map(|one| one["name"].as_str()).collect()).unwrap_or_default()
}

/// The address of a person that [`made`] gave.
pub fn at(user: &Value) -> String {
    format!("/api/v2/users/{}", user["id"].as_str().unwrap())
}
