use serde_json::json;

use crate::harness::Local;

const INBOUND: &str = "766f1221-047a-11e5-bba2-db8c0964d007";

#[tokio::test]
async fn the_default_scripts_are_published_and_can_be_published_again() {
    let local = Local::start().await;
    let before = local.admin.get(&format!("/api/v2/scripts/published/{INBOUND}")).await;
    assert_eq!((before.outcome().as_str(), &before.body["name"]), ("200", &json!("Default Inbound Script")));
    assert_eq!(local.admin.get("/api/v2/scripts/published").await.body["total"], 3);
    let again = local.admin.post("/api/v2/scripts/published", json!({ "scriptId": INBOUND })).await;
    assert_eq!((again.outcome().as_str(), &again.body["id"]), ("200", &json!(INBOUND)));
    assert_eq!(local.admin.post("/api/v2/scripts/published", json!({ "scriptId": "none" })).await.outcome(), "404 not.found");
}
