mod create;
mod put;

use serde_json::{Value, json};

use crate::harness::Local;

/// A new prompt's path.
pub async fn prompt(local: &Local) -> String {
    let prompt = local.admin.post("/api/v2/architect/prompts", json!({ "name": "welcome" })).await;
    assert_eq!(prompt.outcome(), "200");
    format!("/api/v2/architect/prompts/{}", prompt.body["id"].as_str().unwrap())
}

/// The prompt's resources as the prompt shows them.
pub async fn resources(local: &Local, prompt: &str) -> Value {
    local.admin.get(prompt).await.body["resources"].clone()
}
