use serde_json::json;

use super::super::super::{list, made};
use crate::harness::Local;

#[tokio::test]
async fn a_new_plan_has_none() {
    let local = Local::start().await;
    let plan = made(&local).await;
    assert_eq!(list(&local, &plan, "intakesettings").await, json!([]));
    assert_eq!(local.admin.get(&format!("{plan}/versions/2/intakesettings")).await.outcome(), "404 not.found");
}
