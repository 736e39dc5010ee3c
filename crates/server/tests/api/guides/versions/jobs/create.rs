use serde_json::json;

use super::super::super::{made, publish, version};
use crate::harness::Local;

#[tokio::test]
async fn publishing_a_version_publishes_the_guide() {
    let local = Local::start().await;
    let guide = made(&local).await;
    version(&local, &guide, "Say hello").await;
    let job = publish(&local, &guide, "1").await;
    assert_eq!((job.status, &job.body["status"]), (202, &json!("Succeeded")));
    assert_eq!(job.body["guideVersion"]["state"], "ProductionReady");
    let published = local.admin.get(&guide).await.body;
    assert_eq!((&published["status"], &published["latestProductionReadyVersion"]["version"]), (&json!("Published"), &json!("1")));
}

#[tokio::test]
async fn an_action_that_the_version_does_not_bring_fails_the_job() {
    let local = Local::start().await;
    let guide = made(&local).await;
    version(&local, &guide, "Call {{Action.Refund}}").await;
    let job = publish(&local, &guide, "1").await;
    assert_eq!((job.status, &job.body["status"]), (202, &json!("Failed")));
    assert_eq!(job.body["errors"][0]["message"], "There are invalid data actions in the version");
    assert_eq!(local.admin.get(&guide).await.body["status"], "Draft");
    let actions =
        json!({ "instruction": "Call {{Action.Refund}}", "resources": { "dataActions": [{ "id": "custom_1", "label": "Refund" }] } });
    assert_eq!(local.admin.patch(&format!("{guide}/versions/1"), actions).await.status, 200);
    assert_eq!(publish(&local, &guide, "1").await.body["status"], "Succeeded");
}
