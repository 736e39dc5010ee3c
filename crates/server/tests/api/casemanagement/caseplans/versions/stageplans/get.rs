use super::super::super::{made, parts};
use crate::harness::Local;

#[tokio::test]
async fn a_stage_names_its_plan() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let (stage, _) = parts(&local, &plan).await;
    let seen = local.admin.get(&format!("{plan}/versions/1/{stage}")).await.body;
    assert!(plan.ends_with(seen["caseplan"]["id"].as_str().unwrap()), "{seen}");
    let nowhere = format!("{plan}/versions/1/stageplans/00000000-0000-0000-0000-000000000000");
    assert_eq!(local.admin.get(&nowhere).await.outcome(), "404 not.found");
}
