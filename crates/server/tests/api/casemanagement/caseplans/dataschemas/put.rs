use serde_json::json;

use super::super::{list, made, schema};
use crate::harness::Local;

#[tokio::test]
async fn another_schema_takes_the_place() {
    let local = Local::start().await;
    let (plan, schema) = (made(&local).await, schema(&local).await);
    assert_eq!(local.admin.put(&format!("{plan}/dataschemas/default"), json!({ "id": schema })).await.status, 200);
    assert_eq!(
        list(&local, &plan, "dataschemas").await,
        json!([{ "id": schema, "selfUri": format!("/api/v2/taskmanagement/workitems/schemas/{}", schema.as_str().unwrap()) }])
    );
    assert_eq!(local.admin.put(&format!("{plan}/dataschemas/other"), json!({ "id": schema })).await.outcome(), "404 not.found");
}
