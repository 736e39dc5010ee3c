mod list;
mod patch;

use serde_json::json;

use crate::harness::Local;

/// A queue made over HTTP.
pub async fn queue(local: &Local, name: &str, members: &[&str]) -> String {
    let made = local.admin.post("/api/v2/routing/queues", json!({ "name": name })).await;
    assert_eq!(made.outcome(), "200", "{}", made.message());
    let id = made.body["id"].as_str().unwrap().to_owned();
    let members: Vec<_> = members.iter().map(|id| json!({ "id": id })).collect();
    let added = local.admin.post(&format!("/api/v2/routing/queues/{id}/members"), json!(members)).await;
    assert_eq!(added.status / 100, 2, "{}", added.message());
    id
}
