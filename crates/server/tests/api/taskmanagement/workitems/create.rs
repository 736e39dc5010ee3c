use serde_json::json;

use crate::{
    harness::Local,
    taskmanagement::{made, worktype},
};

#[tokio::test]
async fn a_work_item_takes_from_its_worktype_what_it_is_not_told() {
    let local = Local::start().await;
    let refund = worktype(&local, "refund").await;
    let item = made(&local, "workitems", json!({ "name": "one", "typeId": refund["id"], "customFields": { "sum_integer": 3 } })).await;
    let taken = (&item["workbin"]["id"], &item["status"]["id"], &item["priority"], &item["statusCategory"], &item["type"]["id"]);
    let expected = (&refund["defaultWorkbin"]["id"], &refund["defaultStatus"]["id"], &json!(7), &json!("Open"), &refund["id"]);
    assert_eq!(taken, expected);
    assert_eq!(item["customFields"], json!({ "sum_integer": 3 }));
    let urgent = made(&local, "workitems", json!({ "name": "two", "typeId": refund["id"], "priority": 99 })).await;
    assert_eq!(urgent["priority"], 99);
}

#[tokio::test]
async fn a_worktype_must_be_there() {
    let local = Local::start().await;
    let body = json!({ "name": "one", "typeId": "00000000-0000-4000-8000-000000000000" });
    assert_eq!(local.admin.post("/api/v2/taskmanagement/workitems", body).await.outcome(), "404 not.found");
}
