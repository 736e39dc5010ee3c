use serde_json::json;

use super::{group, ids};
use crate::harness::Local;

#[tokio::test]
async fn divisions_are_added_and_removed() {
    let local = Local::start().await;
    let path = group(&local).await;
    let (home, other) = (local.running.organization().home().to_string(), local.division("Branches").await.to_string());
    let reply = local.admin.post(&path, json!({ "addDivisionIds": [other, "*"], "removeDivisionIds": [home] })).await;
    assert_eq!(reply.outcome(), "204");
    assert_eq!(ids(&local, &path).await, ["*".to_owned(), other]);
}

#[tokio::test]
async fn a_division_that_does_not_exist_changes_nothing() {
    let local = Local::start().await;
    let path = group(&local).await;
    let before = ids(&local, &path).await;
    let reply = local.admin.post(&path, json!({ "addDivisionIds": ["*", "nowhere"] })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.request", "division `nowhere` does not exist"));
    assert_eq!(ids(&local, &path).await, before);
}
