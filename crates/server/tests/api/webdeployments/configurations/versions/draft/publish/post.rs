use serde_json::{Value, json};

use super::super::super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn versions_are_counted_and_stay_as_they_were() {
    let local = Local::start().await;
    let path = made(&local, "Shop").await;
    let first = local.admin.post(&format!("{path}/versions/draft/publish"), Value::Null).await;
    assert_eq!((first.status, &first.body["version"], &first.body["status"]), (200, &json!("1"), &json!("Active")));
    assert!(first.body["datePublished"].is_string());
    local.admin.put(&format!("{path}/versions/draft"), json!({ "name": "Shop 2" })).await;
    let second = local.admin.post(&format!("{path}/versions/draft/publish"), Value::Null).await;
    assert_eq!(second.body["version"], "2");
    assert_eq!(local.admin.get(&format!("{path}/versions/1")).await.body["name"], "Shop");
    assert_eq!(local.admin.get(&format!("{path}/versions/2")).await.body["name"], "Shop 2");
    assert_eq!(local.admin.get(&format!("{path}/versions/draft")).await.body["version"], "DRAFT");
}
