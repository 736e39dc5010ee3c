use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/organizations/ipaddressauthentication";

#[tokio::test]
async fn it_replaces_the_allowlist() {
    let local = Local::start().await;
    let body = json!({ "networkWhitelist": ["127.0.0.0/8"] });
    let reply = local.admin.put(PATH, body.clone()).await;
    assert_eq!((reply.status, reply.body), (200, body));
    assert_eq!(local.admin.put(PATH, json!({})).await.body, json!({ "networkWhitelist": [] }));
}

#[tokio::test]
async fn it_has_codes_of_its_own() {
    let local = Local::start().await;
    let reply = local.admin.put(PATH, json!({ "networkWhitelist": ["127.0.0.1", "office"] })).await;
    let text = "`office` is not an IP address or network such as `203.0.113.0/24`";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.ip.address", text));
    let reply = local.admin.put(PATH, json!({ "networkWhitelist": ["203.0.113.0/24"] })).await;
    let text = "your own address 127.0.0.1 is not in the IP address allowlist; you would lock yourself out";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.issuing.ip.address", text));
    assert_eq!(local.admin.get(PATH).await.body, json!({ "networkWhitelist": [] }));
}
