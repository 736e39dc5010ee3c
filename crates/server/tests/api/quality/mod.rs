mod publishedforms;

use serde_json::{Value, json};

use crate::harness::Local;

/// A new evaluation form.
pub async fn evaluation_form(local: &Local, name: &str) -> Value {
    let reply = local.admin.post("/api/v2/quality/forms/evaluations", json!({ "name": name, "questionGroups": [] })).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body
}

/// The ids of a listing.
pub async fn ids(local: &Local, path: &str) -> Vec<String> {
    let reply = local.admin.get(path).await;
    let entities = if reply.body.is_array() { reply.body.clone() } else { reply.body["entities"].clone() };
    entities.as_array().unwrap().iter().map(|form| form["id"].as_str().unwrap().to_owned()).collect()
}
