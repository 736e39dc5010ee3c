use super::record;
use crate::harness::Local;

#[tokio::test]
async fn what_is_no_custom_provider_is_not_found() {
    let local = Local::start().await;
    local.admin.put("/api/v2/identityproviders/okta", record()).await;
    for id in ["7b6a2a10-0000-4000-8000-000000000000", "custom", "a' OR '1'='1", "..%2Fokta", "%2e%2e%2fokta", "%00", "n/a"] {
        let reply = local.admin.get(&format!("/api/v2/identityproviders/{id}")).await;
        assert_eq!(reply.outcome(), "404 not.found", "{id}");
    }
}

#[tokio::test]
async fn an_id_is_read_in_either_letter_case() {
    let local = Local::start().await;
    let id = local.admin.post("/api/v2/identityproviders", record()).await.body["id"].as_str().unwrap().to_uppercase();
    assert_eq!(local.admin.get(&format!("/api/v2/identityproviders/{id}")).await.status, 200);
}
