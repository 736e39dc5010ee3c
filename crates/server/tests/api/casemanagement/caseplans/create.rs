use std::collections::BTreeSet;

use super::{list, made};
use crate::harness::Local;

#[tokio::test]
async fn a_plan_comes_with_three_stages() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let stages = list(&local, &plan, "stageplans").await;
    let names: BTreeSet<_> = stages.as_array().unwrap().iter().map(|stage| stage["name"].as_str().unwrap()).collect();
    assert_eq!(names, BTreeSet::from(["Stage 1", "Stage 2", "Stage 3"]));
    assert_eq!(stages[0]["caseplan"]["name"], "Refunds");
}
