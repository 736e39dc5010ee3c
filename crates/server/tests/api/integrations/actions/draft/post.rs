use serde_json::json;

use super::super::super::{action, installed, made};
use crate::harness::Local;

#[tokio::test]
async fn a_draft_begins_as_the_action_is() {
    let local = Local::start().await;
    let integration = installed(&local, "purecloud-data-actions").await;
    let published = made(&local, "actions", action(&integration)).await;
    let path = format!("/api/v2/integrations/actions/{}", published["id"].as_str().unwrap());
    let begun = local.admin.post(&format!("{path}/draft"), json!(null)).await;
    assert_eq!((begun.outcome().as_str(), &begun.body["name"]), ("200", &json!("Look up")));
    local.admin.patch(&format!("{path}/draft"), json!({ "name": "Look out", "version": 1 })).await;
    assert_eq!(local.admin.post(&format!("{path}/draft"), json!(null)).await.body["name"], "Look out", "a draft is kept");
    assert_eq!(local.admin.get(&path).await.body["name"], "Look up");
}
