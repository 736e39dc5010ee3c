use super::record;
use crate::harness::Local;

#[tokio::test]
async fn a_custom_provider_is_removed_once() {
    let local = Local::start().await;
    let reply = local.admin.post("/api/v2/identityproviders", record()).await;
    let path = format!("/api/v2/identityproviders/{}", reply.body["id"].as_str().unwrap());
    let reply = local.admin.delete(&path).await;
    assert_eq!((reply.status, reply.body), (204, serde_json::Value::Null));
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
    assert_eq!(local.admin.delete(&path).await.outcome(), "404 not.found");
}
