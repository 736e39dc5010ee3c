use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn the_newest_version_is_changed_in_its_place() {
    let local = Local::start().await;
    let view = local.admin.post("/api/v2/journey/views", json!({ "name": "Calls", "duration": "P1Y", "elements": [] })).await;
    assert_eq!((view.status, &view.body["version"]), (200, &json!(1)), "{view:?}");
    let path = format!("/api/v2/journey/views/{}", view.body["id"].as_str().unwrap());
    let changed = local.admin.put(&format!("{path}/versions/1"), json!({ "name": "All calls", "elements": [] })).await;
    assert_eq!((changed.status, &changed.body["name"], &changed.body["version"]), (200, &json!("All calls"), &json!(1)));
    assert_eq!(changed.body.get("duration"), None);
    assert_eq!(local.admin.get(&path).await.body["name"], "All calls");
    let other = local.admin.put(&format!("{path}/versions/2"), json!({ "name": "Later", "elements": [] })).await;
    assert_eq!(other.outcome(), "404 not.found");
}
