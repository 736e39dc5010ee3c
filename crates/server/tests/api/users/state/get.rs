use serde_json::json;

use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn the_state_of_deleted_people_can_be_seen() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let path = format!("{}/state", at(&ada));
    assert_eq!(local.admin.get(&path).await.body, json!({ "state": "active", "version": 1 }));
    local.admin.delete(&at(&ada)).await;
    let gone = local.admin.get(&path).await.body;
    assert_eq!((&gone["state"], &gone["version"]), (&json!("deleted"), &json!(2)));
    assert!(gone["stateChangeDate"].as_str().unwrap().ends_with('Z'));
}
