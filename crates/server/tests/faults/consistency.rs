//! `consistency.delay-milliseconds`: reads lag behind writes.

use postern_model::Reach;
use postern_testkit::build;
use serde_json::json;

use crate::{
    Local, ROLES,
    harness::{Caller, options},
    later,
};

const DELAY: &str = "consistency.delay-milliseconds";

async fn lagging(milliseconds: u32) -> Local {
    let mut options = options();
    options.settings.push((DELAY.to_owned(), milliseconds.to_string()));
    let local = Local::start_with(options).await;
    // What was founded is old enough to be seen.
    later(&local.admin, i64::from(milliseconds) + 1).await;
    local
}

#[tokio::test]
async fn a_read_sees_a_write_when_the_time_is_over() {
    let local = lagging(60_000).await;
    let made = local.admin.post(ROLES, json!({ "name": "late", "permissionPolicies": [] })).await.body;
    let path = format!("{ROLES}/{}", made["id"].as_str().unwrap());
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
    assert!(!local.admin.get(ROLES).await.body.to_string().contains("\"late\""));
    later(&local.admin, 60_000).await;
    assert_eq!(local.admin.get(&path).await.status, 200);

    // A write sees what is there: its answer is of the new state, and so is the next write's.
    let renamed = json!({ "name": "later", "permissionPolicies": [] });
    assert_eq!(local.admin.put(&path, renamed).await.body["name"], "later");
    assert_eq!(local.admin.get(&path).await.body["name"], "late");
    assert_eq!(local.admin.delete(&path).await.status, 204);
    assert_eq!(local.admin.delete(&path).await.outcome(), "404 not.found");
    assert_eq!(local.admin.get(&path).await.body["name"], "late", "two writes later it is still as it was");
    later(&local.admin, 60_001).await;
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
}

#[tokio::test]
async fn permissions_are_late_too() {
    let local = lagging(300_000).await;
    let (client, secret) = local.client("tester", postern_model::GrantType::ClientCredentials).await;
    later(&local.admin, 300_001).await;
    let caller = Caller::log_in(&local.running.url, &client.to_string(), &secret).await;
    let role = local.role("reader", &["authorization:role:view"]).await;
    local.grant(build::client_subject(client), role, Reach::All).await;
    assert_eq!(caller.get(ROLES).await.outcome(), "403 missing.any.permissions");
    later(&local.admin, 290_000).await;
    assert_eq!(caller.get(ROLES).await.outcome(), "403 missing.any.permissions");
    later(&local.admin, 10_001).await;
    assert_eq!(caller.get(ROLES).await.status, 200);
    local.change(|draft| draft.remove_role(role)).await;
    assert_eq!(caller.get(ROLES).await.status, 200, "what was taken away goes late, too");
    later(&local.admin, 300_001).await;
    assert_eq!(caller.get(ROLES).await.outcome(), "403 missing.any.permissions");
}

#[tokio::test]
async fn a_query_that_is_sent_as_a_post_is_a_read() {
    let local = lagging(60_000).await;
    local.user("Late Comer", None).await;
    let search = json!({ "query": [{ "type": "EXACT", "fields": ["name"], "value": "Late Comer" }] });
    assert_eq!(local.admin.post("/api/v2/users/search", search.clone()).await.body["total"], 0);
    later(&local.admin, 60_001).await;
    assert_eq!(local.admin.post("/api/v2/users/search", search).await.body["total"], 1);
}

#[tokio::test]
async fn it_can_be_turned_on_and_off_while_running() {
    let local = Local::start().await;
    let set = |value: &'static str| {
        let admin = local.admin.clone();
        async move { assert_eq!(admin.patch("/postern/settings", json!({ DELAY: value })).await.status, 200) }
    };
    let listed = async |name: &str| {
        local.role(name, &[]).await;
        local.admin.get(ROLES).await.body.to_string().contains(name)
    };
    assert!(listed("before").await);
    set("600000").await;
    assert!(!listed("while").await);
    set("0").await;
    assert!(listed("after").await);
    assert!(local.admin.get(ROLES).await.body.to_string().contains("while"));
}

#[tokio::test]
async fn a_clock_that_was_moved_back_hides_nothing() {
    let local = lagging(60_000).await;
    local.role("of the future", &[]).await;
    later(&local.admin, -3_600_000).await;
    assert!(local.admin.get(ROLES).await.body.to_string().contains("of the future"));
    local.role("of now", &[]).await;
    assert!(!local.admin.get(ROLES).await.body.to_string().contains("of now"));
}
