use postern_model::Reach;
use serde_json::{Value, json};

use crate::harness::{Local, Reply};

const PATH: &str = "/api/v2/tokens/timeout";

#[track_caller]
fn assert_refused(reply: &Reply, outcome: &str, message: &str) {
    assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message));
}

fn bundle(seconds: i64, priority: i64, groups: &[&str]) -> Value {
    json!({ "inactivityTimeoutGroupBundles": [{ "priority": priority, "timeoutSeconds": seconds, "groups": groups }] })
}

#[tokio::test]
async fn a_put_replaces_the_timeout() {
    let local = Local::start().await;
    let full = json!({
        "enableIdleTokenTimeout": true, "idleTokenTimeoutSeconds": 28_800, "inactivityTimeoutUnit": "Hours",
        "inactivityTimeoutGroupsEnabled": true, "inactivityTimeoutGroupBundles": [],
    });
    let reply = local.admin.put(PATH, full.clone()).await;
    assert_eq!((reply.outcome().as_str(), &reply.body), ("200", &full));
    assert_eq!(local.admin.get(PATH).await.body, full);
    let reply = local.admin.put(PATH, json!({ "idleTokenTimeoutSeconds": 300 })).await;
    assert_eq!(reply.body, json!({ "enableIdleTokenTimeout": false, "idleTokenTimeoutSeconds": 300 }), "what is left out is cleared");
}

#[tokio::test]
async fn the_timeout_is_from_five_minutes_to_eight_hours() {
    let local = Local::start().await;
    let put = async |seconds: i64| local.admin.put(PATH, json!({ "idleTokenTimeoutSeconds": seconds })).await;
    assert_refused(&put(299).await, "400 constraint.validation", "idleTokenTimeoutSeconds must be at least 300");
    let text = "idleTokenTimeoutSeconds must be at most 28800";
    assert_refused(&put(28_801).await, "400 max.idle.token.timeout.exceeded", text);
    assert_refused(&put(i64::MAX).await, "400 max.idle.token.timeout.exceeded", text);
}

#[tokio::test]
async fn an_organization_under_hipaa_has_a_quarter_of_an_hour() {
    let local = Local::start().await;
    local
        .change(|draft| {
            let mut profile = draft.profile().clone();
            profile.other.insert("features".to_owned(), json!({ "hipaa": true }));
            draft.put_profile(profile).unwrap();
        })
        .await;
    assert_eq!(local.admin.put(PATH, json!({ "idleTokenTimeoutSeconds": 900 })).await.outcome(), "200");
    let reply = local.admin.put(PATH, json!({ "idleTokenTimeoutSeconds": 901 })).await;
    let text = "idleTokenTimeoutSeconds must be at most 900 in an organization under HIPAA";
    assert_refused(&reply, "400 max.idle.hipaa.token.timeout.exceeded", text);
    let reply = local.admin.put(PATH, bundle(901, 1, &[])).await;
    let text = "timeoutSeconds of a group bundle must be at most 900 in an organization under HIPAA";
    assert_refused(&reply, "400 token.timeout.exceeded.hipaa", text);
}

#[tokio::test]
async fn timeouts_of_groups_are_checked_too() {
    let local = Local::start().await;
    let reply = local.admin.put(PATH, bundle(28_801, 1, &[])).await;
    assert_refused(&reply, "400 token.timeout.exceeded", "timeoutSeconds of a group bundle must be at most 28800");
    let reply = local.admin.put(PATH, bundle(10, 1, &[])).await;
    assert_refused(&reply, "400 constraint.validation", "timeoutSeconds of a group bundle must be at least 300");
    let reply = local.admin.put(PATH, bundle(300, 6, &[])).await;
    assert_refused(&reply, "400 constraint.validation", "priority of a group bundle must be from 1 to 5");
    let gone = "00000000-0000-4000-8000-000000000000";
    let reply = local.admin.put(PATH, bundle(300, 5, &[gone])).await;
    assert_refused(&reply, "400 bad.request", &format!("group `{gone}` does not exist"));
    assert_eq!(local.admin.put(PATH, bundle(300, 1, &["'; --"])).await.outcome(), "400 bad.request");
}

#[tokio::test]
async fn the_timeout_needs_a_body_and_a_permission() {
    let local = Local::start().await;
    assert_refused(&local.admin.ask("PUT", PATH, None).await, "400 bad.request", "the request needs a JSON body");
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    assert_eq!(caller.put(PATH, json!({})).await.outcome(), "403 missing.any.permissions");
}
