use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn it_shows_the_sites_of_the_authentication_settings() {
    let local = Local::start().await;
    let body = json!({ "domainAllowlistEnabled": true, "domainAllowlist": ["example.com"] });
    local.admin.patch("/api/v2/organizations/authentication/settings", body).await;
    let reply = local.admin.get("/api/v2/organizations/embeddedintegration").await;
    assert_eq!((reply.status, reply.body), (200, json!({ "enableWhitelist": true, "domainWhitelist": ["example.com"] })));
}
