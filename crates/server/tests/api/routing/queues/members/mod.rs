mod create;
mod list;

use serde_json::{Value, json};

use crate::harness::Local;

/// A new queue's address of its members.
pub async fn queue(local: &Local, body: Value) -> String {
    let made = local.admin.post("/api/v2/routing/queues", body).await;
    assert_eq!(made.outcome(), "200", "{}", made.message());
    format!("/api/v2/routing/queues/{}/members", made.body["id"].as_str().unwrap())
}

/// Who is in it, with how.
pub async fn listed(local: &Local, path: &str) -> Vec<(String, String)> {
    let reply = local.admin.get(path).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    reply.body["entities"].as_array().unwrap().iter().map(|member| (text(&member["name"]), text(&member["memberBy"]))).collect()
}

pub async fn added(local: &Local, path: &str, people: &[&Value]) {
    let body: Vec<Value> = people.iter().map(|person| json!({ "id": person["id"] })).collect();
    assert_eq!(local.admin.post(path, json!(body)).await.outcome(), "204");
}
