use crate::harness::{Caller, Local, options};

#[tokio::test]
async fn a_good_token_is_answered_200_without_a_body() {
    let local = Local::start().await;
    let reply = local.admin.ask("HEAD", "/api/v2/tokens/me", None).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("200", true));
}

#[tokio::test]
async fn the_status_of_a_good_token_can_be_204() {
    let mut options = options();
    options.settings.push(("tokens.head-status".to_owned(), "204".to_owned()));
    let local = Local::start_with(options).await;
    assert_eq!(local.admin.ask("HEAD", "/api/v2/tokens/me", None).await.outcome(), "204");
}

#[tokio::test]
async fn a_bad_token_is_401() {
    let local = Local::start().await;
    let nobody = Caller::nobody(&local.running.url);
    assert_eq!(nobody.ask("HEAD", "/api/v2/tokens/me", None).await.status, 401);
}
