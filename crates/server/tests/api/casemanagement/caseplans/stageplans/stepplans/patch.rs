use serde_json::json;

use super::super::super::{made, parts};
use crate::harness::Local;

#[tokio::test]
async fn a_step_gets_a_work_type() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let (_, step) = parts(&local, &plan).await;
    let body = json!({ "activityType": "Workitem", "workitemSettings": { "worktypeId": "w" } });
    let changed = local.admin.patch(&format!("{plan}/{step}"), body).await;
    assert_eq!((changed.status, &changed.body["activityType"]), (200, &json!("Workitem")));
    let seen = local.admin.get(&format!("{plan}/versions/latest/{step}")).await.body;
    assert_eq!(seen["workitemSettings"]["worktype"]["id"], "w");
}
