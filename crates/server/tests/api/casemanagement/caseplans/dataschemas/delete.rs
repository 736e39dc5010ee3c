use serde_json::{Value, json};

use super::super::{list, made, schema};
use crate::harness::Local;

#[tokio::test]
async fn a_schema_is_taken_away_until_the_plan_is_published() {
    let local = Local::start().await;
    let (plan, schema) = (made(&local).await, schema(&local).await);
    local.admin.put(&format!("{plan}/dataschemas/default"), json!({ "id": schema })).await;
    assert_eq!(local.admin.delete(&format!("{plan}/dataschemas/default")).await.outcome(), "204");
    assert_eq!(list(&local, &plan, "dataschemas").await, json!([]));
    local.admin.post(&format!("{plan}/publish"), Value::Null).await;
    assert_eq!(local.admin.delete(&format!("{plan}/dataschemas/default")).await.outcome(), "400 bad.request");
}
