use serde_json::json;

use crate::{
    harness::Local,
    taskmanagement::{found, made, worktype},
};

#[tokio::test]
async fn work_items_are_found_by_their_workbin() {
    let local = Local::start().await;
    let (refund, repair) = (worktype(&local, "refund").await, worktype(&local, "repair").await);
    made(&local, "workitems", json!({ "name": "one", "typeId": refund["id"] })).await;
    made(&local, "workitems", json!({ "name": "two", "typeId": repair["id"] })).await;
    let workbin = refund["defaultWorkbin"]["id"].clone();
    let filter = json!([{ "name": "workbinId", "type": "String", "operator": "EQ", "values": [workbin] }]);
    assert_eq!(found(&local, "workitems", filter).await, ["one"]);
}
