use crate::harness::Local;

#[tokio::test]
async fn a_good_token_is_answered_200_without_a_body() {
    let local = Local::start().await;
    let reply = local.admin.ask("HEAD", "/api/v2/tokens/me", None).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("200", true));
}
