use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn it_replaces_sites_and_switch() {
    let local = Local::start().await;
    let path = "/api/v2/organizations/embeddedintegration";
    let body = json!({ "enableWhitelist": true, "domainWhitelist": ["example.com"] });
    let reply = local.admin.put(path, body.clone()).await;
    assert_eq!((reply.status, reply.body), (200, body));
    assert_eq!(local.admin.put(path, json!({})).await.body, json!({ "enableWhitelist": false, "domainWhitelist": [] }));
    let settings = local.admin.get("/api/v2/organizations/authentication/settings").await.body;
    assert_eq!((&settings["domainAllowlistEnabled"], &settings["domainAllowlist"]), (&json!(false), &json!([])));
}
