use serde_json::json;

use super::super::super::super::{action, installed, made};
use crate::harness::Local;

#[tokio::test]
async fn a_draft_becomes_the_action() {
    let local = Local::start().await;
    let integration = installed(&local, "purecloud-data-actions").await;
    let begun = made(&local, "actions/drafts", action(&integration)).await;
    let path = format!("/api/v2/integrations/actions/{}", begun["id"].as_str().unwrap());
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
    assert_eq!(local.admin.post(&format!("{path}/draft/publish"), json!({ "version": 9 })).await.status, 409);
    let reply = local.admin.post(&format!("{path}/draft/publish"), json!({ "version": begun["version"] })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["version"]), ("200", &json!(2)));
    assert_eq!(local.admin.get(&path).await.body["name"], "Look up");
    assert_eq!(local.admin.get(&format!("{path}/draft")).await.outcome(), "404 not.found");
}
