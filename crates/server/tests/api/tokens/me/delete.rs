use crate::harness::Local;

#[tokio::test]
async fn a_deleted_token_is_refused_from_then_on() {
    let local = Local::start().await;
    assert_eq!(local.admin.delete("/api/v2/tokens/me").await.outcome(), "200");
    assert_eq!(local.admin.get("/api/v2/date").await.outcome(), "401 bad.credentials");
}
