use serde_json::json;

use crate::{
    harness::Local,
    taskmanagement::{made, worktype},
};

#[tokio::test]
async fn a_worktype_begins_with_a_status_unless_that_is_declined() {
    let local = Local::start().await;
    let refund = worktype(&local, "refund").await;
    let statuses = local.admin.get(&format!("/api/v2/taskmanagement/worktypes/{}/statuses", refund["id"].as_str().unwrap())).await.body;
    assert_eq!(statuses["entities"][0]["id"], refund["defaultStatus"]["id"]);
    assert_eq!((&statuses["entities"][0]["category"], &statuses["entities"][0]["worktype"]["id"]), (&json!("Open"), &refund["id"]));
    let body = json!({ "name": "bare", "defaultWorkbinId": refund["defaultWorkbin"]["id"], "disableDefaultStatusCreation": true });
    assert!(made(&local, "worktypes", body).await.get("defaultStatus").is_none());
}

#[tokio::test]
async fn the_schema_is_named_with_its_version() {
    let local = Local::start().await;
    let document = json!({ "title": "Parcel", "type": "object", "properties": {} });
    let schema = made(&local, "workitems/schemas", json!({ "name": "Parcel", "jsonSchema": document })).await;
    let workbin = made(&local, "workbins", json!({ "name": "bin" })).await;
    let body = json!({ "name": "parcel", "defaultWorkbinId": workbin["id"], "schemaId": schema["id"] });
    let worktype = made(&local, "worktypes", body).await;
    assert_eq!((&worktype["schema"]["id"], &worktype["schema"]["version"]), (&schema["id"], &json!(1)));
    let strange = json!({ "name": "strange", "defaultWorkbinId": workbin["id"], "schemaId": "ffffffff-ffff-4fff-bfff-ffffffffffff" });
    assert_eq!(local.admin.post("/api/v2/taskmanagement/worktypes", strange).await.outcome(), "404 not.found");
}

#[tokio::test]
async fn a_deleted_schema_says_so_and_is_listed_no_more() {
    let local = Local::start().await;
    let document = json!({ "title": "Parcel", "type": "object", "properties": {} });
    let schema = made(&local, "workitems/schemas", json!({ "name": "Parcel", "jsonSchema": document })).await;
    let path = format!("/api/v2/taskmanagement/workitems/schemas/{}", schema["id"].as_str().unwrap());
    assert_eq!(local.admin.delete(&path).await.outcome(), "204");
    assert_eq!(local.admin.get(&path).await.body["deleted"], true);
    assert_eq!(local.admin.get("/api/v2/taskmanagement/workitems/schemas").await.body["entities"], json!([]));
}
