use serde_json::json;

use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn a_state_is_set_with_its_reason() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let path = format!("{}/state", at(&ada));
    let reply = local.admin.put(&path, json!({ "state": "inactive", "version": 1, "stateChangeReason": "Leave" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["state"], &reply.body["version"]), ("200", &json!("inactive"), &json!(2)));
    assert_eq!(reply.body["stateChangeReason"], "Leave");
    let user = local.admin.get(&at(&ada)).await.body;
    assert_eq!((&user["state"], user.get("stateChangeReason")), (&json!("inactive"), None));
    let reply = local.admin.put(&path, json!({ "state": "active" })).await;
    assert_eq!((&reply.body["state"], reply.body.get("stateChangeReason")), (&json!("active"), None));
}

#[tokio::test]
async fn a_stale_version_and_no_state_are_refused() {
    let local = Local::start().await;
    let path = format!("{}/state", at(&made(&local, "Ada").await));
    let reply = local.admin.put(&path, json!({ "state": "inactive", "version": 7 })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("409 general.conflict", "version 7 does not match the current version 1"));
    let reply = local.admin.put(&path, json!({ "version": 1 })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 general.bad.request", "`state` must not be null"));
}
