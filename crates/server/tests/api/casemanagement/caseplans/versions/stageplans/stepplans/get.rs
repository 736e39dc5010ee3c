use super::super::super::super::{made, parts};
use crate::harness::Local;

#[tokio::test]
async fn a_step_names_its_stage() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let (stage, step) = parts(&local, &plan).await;
    let seen = local.admin.get(&format!("{plan}/versions/latest/{step}")).await.body;
    assert!(stage.ends_with(seen["stageplan"]["id"].as_str().unwrap()), "{seen}");
}
