use serde_json::json;

use crate::{
    harness::Local,
    taskmanagement::{made, worktype},
};

#[tokio::test]
async fn a_schema_is_given_and_taken() {
    let local = Local::start().await;
    let refund = worktype(&local, "refund").await;
    let document = json!({ "title": "Parcel", "type": "object", "properties": {} });
    let schema = made(&local, "workitems/schemas", json!({ "name": "Parcel", "jsonSchema": document })).await;
    let path = format!("/api/v2/taskmanagement/worktypes/{}", refund["id"].as_str().unwrap());
    let given = local.admin.patch(&path, json!({ "schemaId": schema["id"], "schemaVersion": 3 })).await.body;
    assert_eq!((&given["schema"]["id"], &given["schema"]["version"], &given["name"]), (&schema["id"], &json!(3), &json!("refund")));
    assert!(local.admin.patch(&path, json!({ "schemaId": null })).await.body.get("schema").is_none());
}
