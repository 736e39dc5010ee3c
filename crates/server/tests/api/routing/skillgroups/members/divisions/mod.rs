mod get;
mod post;

use serde_json::json;

use crate::harness::Local;

/// A new skill group's address of its divisions.
pub async fn group(local: &Local) -> String {
    let made = local.admin.post("/api/v2/routing/skillgroups", json!({ "name": "Speakers" })).await;
    assert_eq!(made.outcome(), "200", "{}", made.message());
    format!("/api/v2/routing/skillgroups/{}/members/divisions", made.body["id"].as_str().unwrap())
}

pub async fn ids(local: &Local, path: &str) -> Vec<String> {
    let reply = local.admin.get(path).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body["entities"].as_array().unwrap().iter().map(|division| division["id"].as_str().unwrap().to_owned()).collect()
}
