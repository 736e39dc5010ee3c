use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn it_shows_the_allowlist_of_the_authentication_settings() {
    let local = Local::start().await;
    let path = "/api/v2/organizations/ipaddressauthentication";
    assert_eq!(local.admin.get(path).await.body, json!({ "networkWhitelist": [] }));
    local.admin.patch("/api/v2/organizations/authentication/settings", json!({ "ipAddressAllowlist": ["127.0.0.1"] })).await;
    assert_eq!(local.admin.get(path).await.body, json!({ "networkWhitelist": ["127.0.0.1"] }));
}
