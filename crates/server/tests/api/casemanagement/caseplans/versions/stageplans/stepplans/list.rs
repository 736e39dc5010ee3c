use super::super::super::super::{list, made, parts};
use crate::harness::Local;

#[tokio::test]
async fn a_stage_has_one_step() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let (stage, _) = parts(&local, &plan).await;
    let steps = list(&local, &plan, &format!("{stage}/stepplans")).await;
    assert_eq!((steps.as_array().map(Vec::len), steps[0]["name"].as_str()), (Some(1), Some("Step 1")));
}
