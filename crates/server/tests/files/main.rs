//! The organization as a file: saved, brought back, made from one, reset.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod from;
mod near;
mod reset;
mod seed;
mod snapshot;

use harness::{Caller, Local};
use postern_model::{Fact, Snapshot};
use serde_json::Value;

/// What `GET /postern/snapshot` answers.
async fn saved(local: &Local) -> Value {
    let reply = Caller::nobody(&local.running.url).get("/postern/snapshot").await;
    assert_eq!(reply.status, 200, "{:?}", reply.body);
    reply.body
}

fn snapshot(saved: &Value) -> Snapshot {
    serde_json::from_value(saved.clone()).unwrap()
}

/// What two snapshots of one organization must share: all but the moment, what was counted and logged meanwhile, and the record
/// of the test identity provider, which has the server's address in it.
fn comparable(saved: &Value) -> Value {
    let mut snapshot = snapshot(saved);
    snapshot.taken = postern_model::Timestamp(0);
    snapshot.evidence = None;
    if let Fact::Known(providers) = &mut snapshot.providers {
        providers.retain(|provider| provider.other.get("name") != Some(&Value::from("Test identity provider")));
    }
    serde_json::to_value(snapshot).unwrap()
}

/// A queue and a skill, made through the API.
async fn with_resources(local: &Local) -> String {
    let skill = local.admin.post("/api/v2/routing/skills", serde_json::json!({ "name": "Storm damage" })).await;
    assert_eq!(skill.status, 200, "{:?}", skill.body);
    let queue = local.admin.post("/api/v2/routing/queues", serde_json::json!({ "name": "Claims" })).await;
    assert_eq!(queue.status, 200, "{:?}", queue.body);
    queue.body["id"].as_str().unwrap().to_owned()
}
