mod actions;
mod delete;
mod get;
mod jobs;

use serde_json::Value;

use crate::harness::{Caller, Local, Reply};

/// Registers a job: its id and the address for the source.
pub async fn registered(local: &Local) -> (String, String) {
    let reply = local.admin.post("/api/v2/flows/jobs", Value::Null).await;
    assert_eq!(reply.outcome(), "202");
    let text = |name: &str| reply.body[name].as_str().unwrap().to_owned();
    (text("id"), text("presignedUrl"))
}

/// Puts a flow's source at an address, without a token.
pub async fn put(address: &str, source: &str) -> u16 {
    reqwest::Client::new().put(address).body(source.to_owned()).send().await.unwrap().status().as_u16()
}

/// The state of a job, with its messages.
pub async fn state(local: &Local, job: &str) -> Value {
    local.admin.get(&format!("/api/v2/flows/jobs/{job}?expand=messages")).await.body
}

/// Publishes a source; the job's state.
pub async fn published(local: &Local, source: &str) -> Value {
    let (job, address) = registered(local).await;
    assert_eq!(put(&address, source).await, 200);
    state(local, &job).await
}

/// A flow that was published by this source.
pub async fn made(local: &Local, source: &str) -> Value {
    let job = published(local, source).await;
    let id = job["flow"]["id"].as_str().unwrap_or_else(|| panic!("no flow: {job}"));
    local.admin.get(&format!("/api/v2/flows/{id}")).await.body
}

/// Asks for an action on a flow.
pub async fn act(caller: &Caller, action: &str, flow: &Value) -> Reply {
    caller.post(&format!("/api/v2/flows/actions/{action}?flow={}", flow["id"].as_str().unwrap()), Value::Null).await
}
