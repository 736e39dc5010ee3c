mod workbins;
mod workitems;
mod worktypes;

use serde_json::{Value, json};

use crate::harness::Local;

/// Makes something below `/api/v2/taskmanagement`.
pub async fn made(local: &Local, kind: &str, body: Value) -> Value {
    let reply = local.admin.post(&format!("/api/v2/taskmanagement/{kind}"), body).await;
    assert!(matches!(reply.status, 200 | 201), "{} {}", reply.outcome(), reply.message());
    reply.body
}

/// A worktype in a workbin of its own.
pub async fn worktype(local: &Local, name: &str) -> Value {
    let workbin = made(local, "workbins", json!({ "name": format!("bin of {name}") })).await;
    made(local, "worktypes", json!({ "name": name, "defaultWorkbinId": workbin["id"], "defaultPriority": 7 })).await
}

/// The names that a query finds.
pub async fn found(local: &Local, kind: &str, filters: Value) -> Vec<String> {
    let reply = local.admin.post(&format!("/api/v2/taskmanagement/{kind}/query"), json!({ "filters": filters })).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body["entities"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}
