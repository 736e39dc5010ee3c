use serde_json::json;

use super::super::{made, publish, version};
use crate::harness::Local;

#[tokio::test]
async fn a_version_follows_one_in_production() {
    let local = Local::start().await;
    let guide = made(&local).await;
    let first = version(&local, &guide, "Say hello").await;
    assert_eq!((first.status, &first.body["version"], &first.body["state"]), (200, &json!("1"), &json!("Draft")));
    assert_eq!(local.admin.get(&guide).await.body["latestSavedVersion"]["version"], "1");
    let early = version(&local, &guide, "Say goodbye").await;
    assert_eq!((early.outcome().as_str(), early.message()), ("400 bad.request", "Latest version is not in Production Ready state"));
    publish(&local, &guide, "1").await;
    assert_eq!(version(&local, &guide, "Say goodbye").await.body["version"], "2");
    let seen = local.admin.get(&format!("{guide}/versions/1")).await.body;
    assert_eq!((&seen["instruction"], &seen["state"]), (&json!("Say hello"), &json!("ProductionReady")));
}
