//! Fault rules and late reads: what tests of pipelines are made of.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod bad_rules;
mod consistency;
mod endpoint;
mod rules;
mod told;

use harness::{Caller, Local, Reply};
use serde_json::{Value, json};

const FAULTS: &str = "/postern/faults";
const DATE: &str = "/api/v2/date";
const ROLES: &str = "/api/v2/authorization/roles";

/// A fresh organization under these rules.
async fn under(rules: Value) -> Local {
    let local = Local::start().await;
    let reply = local.admin.put(FAULTS, json!({ "rules": rules })).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    local
}

/// The outcomes of so many requests for the same.
async fn outcomes(caller: &Caller, path: &str, times: usize) -> Vec<String> {
    let mut outcomes = Vec::new();
    for _ in 0..times {
        outcomes.push(caller.get(path).await.outcome());
    }
    outcomes
}

fn header<'r>(reply: &'r Reply, name: &str) -> &'r str {
    reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The decision that an answer names.
async fn decision(caller: &Caller, reply: &Reply) -> Value {
    caller.get(&format!("/postern/decisions/{}", header(reply, "postern-decision"))).await.body
}

/// Moves the clock by so many milliseconds from what it shows.
async fn later(caller: &Caller, milliseconds: i64) {
    let now = caller.get("/postern/clock").await.body["now"].as_str().and_then(postern_model::Timestamp::parse).unwrap();
    let moved = postern_model::Timestamp(now.0 + milliseconds);
    assert_eq!(caller.put("/postern/clock", json!({ "now": moved })).await.status, 200);
}
