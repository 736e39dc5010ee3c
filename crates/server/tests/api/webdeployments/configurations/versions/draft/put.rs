use serde_json::json;

use super::super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn another_draft_clears_what_it_leaves_out() {
    let local = Local::start().await;
    let path = made(&local, "Shop").await;
    let before = local.admin.get(&format!("{path}/versions/draft")).await.body;
    let changed = local.admin.put(&format!("{path}/versions/draft"), json!({ "name": "Shop 2", "description": "x" })).await;
    assert_eq!((changed.status, &changed.body["id"], &changed.body["version"]), (200, &before["id"], &json!("DRAFT")));
    assert_eq!((changed.body.get("languages"), &changed.body["description"]), (None, &json!("x")));
    let all = local.admin.get("/api/v2/webdeployments/configurations").await.body;
    assert_eq!(all["entities"][0]["name"], "Shop 2");
}
