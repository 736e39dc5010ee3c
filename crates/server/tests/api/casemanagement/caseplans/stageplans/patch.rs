use serde_json::json;

use super::super::{made, parts};
use crate::harness::Local;

#[tokio::test]
async fn a_stage_gets_another_name() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let (stage, _) = parts(&local, &plan).await;
    let changed = local.admin.patch(&format!("{plan}/{stage}"), json!({ "name": "Check" })).await;
    assert_eq!((changed.status, &changed.body["name"]), (200, &json!("Check")));
    assert_eq!(local.admin.get(&format!("{plan}/versions/latest/{stage}")).await.body["name"], "Check");
    let nowhere = format!("{plan}/stageplans/00000000-0000-0000-0000-000000000000");
    assert_eq!(local.admin.patch(&nowhere, json!({ "name": "Check" })).await.outcome(), "404 not.found");
}
