use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_feature_is_switched_and_shown_in_the_record() {
    let local = Local::start().await;
    let reply = local.admin.patch("/api/v2/organizations/features/hipaa", json!({ "enabled": true })).await;
    assert_eq!((reply.status, &reply.body["hipaa"], &reply.body["pci"]), (200, &json!(true), &json!(false)));
    let record = local.admin.get("/api/v2/organizations/me").await.body;
    assert_eq!((&record["features"], &record["version"]), (&reply.body, &json!(2)));
    let reply = local.admin.patch("/api/v2/organizations/features/chat", json!({ "enabled": false })).await;
    assert_eq!((&reply.body["chat"], &reply.body["hipaa"]), (&json!(false), &json!(true)));
}

#[tokio::test]
async fn what_is_no_feature_is_not_found() {
    let local = Local::start().await;
    for name in ["teleport", "HIPAA", "..%2Fme", "'; DROP TABLE documents; --"] {
        let reply = local.admin.patch(&format!("/api/v2/organizations/features/{name}"), json!({ "enabled": true })).await;
        assert_eq!(reply.outcome(), "404 not.found", "{name}");
    }
}
