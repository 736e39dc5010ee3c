use serde_json::json;

use super::super::{list, made, schema};
use crate::harness::Local;

#[tokio::test]
async fn a_schema_is_bound_if_there_is_one() {
    let local = Local::start().await;
    let (plan, schema) = (made(&local).await, schema(&local).await);
    let path = format!("{plan}/dataschemas");
    assert_eq!(local.admin.post(&path, json!({ "id": schema })).await.body["id"], schema);
    assert_eq!(list(&local, &plan, "dataschemas").await[0]["id"], schema);
    let stranger = json!({ "id": "00000000-0000-4000-8000-000000000009" });
    assert_eq!(local.admin.post(&path, stranger).await.outcome(), "400 bad.request");
}
