use serde_json::json;

use crate::{
    harness::Local,
    taskmanagement::{found, worktype},
};

#[tokio::test]
async fn worktypes_are_found_by_name_and_by_what_they_refer_to() {
    let local = Local::start().await;
    let refund = worktype(&local, "refund").await;
    worktype(&local, "repair").await;
    let filter = |name: &str, value| json!([{ "name": name, "type": "String", "operator": "EQ", "values": [value] }]);
    assert_eq!(found(&local, "worktypes", filter("name", json!("repair"))).await, ["repair"]);
    assert_eq!(found(&local, "worktypes", filter("defaultWorkbinId", refund["defaultWorkbin"]["id"].clone())).await, ["refund"]);
}
