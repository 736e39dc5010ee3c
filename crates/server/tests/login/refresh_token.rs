use postern_model::SignedIn;

use crate::{
    app::{App, access, tokens},
    ask::assert_refused,
};

#[tokio::test]
async fn a_refresh_answers_the_next_refresh_token() {
    let app = App::start(&[]).await;
    let (_, first) = app.tokens().await;
    let reply = app.refresh(&first).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let (token, second) = tokens(&reply);
    assert_ne!(first, second);
    assert_eq!(app.outcome(&token).await, "200");
    tokens(&app.refresh(&second).await);
}

#[tokio::test]
async fn a_refresh_token_can_be_the_same_again() {
    let app = App::start(&[("refresh.rotation", "repeat")]).await;
    let (first, refresh) = app.tokens().await;
    for _ in 0..2 {
        let (token, again) = tokens(&app.refresh(&refresh).await);
        assert_eq!(again, refresh);
        assert_eq!((app.outcome(&token).await, app.outcome(&first).await), ("200".to_owned(), "200".to_owned()));
    }
}

#[tokio::test]
async fn a_refresh_token_is_good_for_its_lifetime_only() {
    let app = App::start(&[("refresh.lifetime-seconds", "60")]).await;
    let (_, first) = app.tokens().await;
    app.machine.wait(50).await;
    let (_, second) = tokens(&app.refresh(&first).await);
    app.machine.wait(60).await;
    assert_refused(&app.refresh(&second).await, 400, "invalid_grant", "the refresh token has expired");
}

#[tokio::test]
async fn a_refresh_token_is_of_one_client() {
    let app = App::start(&[]).await;
    let (_, refresh) = app.tokens().await;
    let (id, secret) = app.machine.local.client("other", postern_model::GrantType::Code).await;
    let other = App { id, secret, ..app };
    assert_refused(&other.refresh(&refresh).await, 400, "invalid_grant", "the refresh token was given to another client");
    assert_refused(&other.refresh("x").await, 400, "invalid_grant", "the refresh token is not known");
}

#[tokio::test]
async fn a_refresh_takes_the_clients_secret() {
    let app = App::start(&[]).await;
    let (_, refresh) = app.tokens().await;
    let reply = app.public(&[("grant_type", "refresh_token"), ("refresh_token", &refresh)]).await;
    assert_refused(&reply, 400, "invalid_request", "client credentials are missing: send them with HTTP Basic");
}

#[tokio::test]
async fn the_switch_ends_refresh_tokens_that_began_with_a_password() {
    for (signed_in, keeps, status) in
        [(SignedIn::Password, "refuse", 400), (SignedIn::Password, "keep", 200), (SignedIn::Saml, "refuse", 200)]
    {
        let app = App { signed_in, ..App::start(&[("sso.refresh-tokens", keeps)]).await };
        let (_, refresh) = app.tokens().await;
        app.machine.local.lock_down().await;
        let reply = app.refresh(&refresh).await;
        assert_eq!(reply.status, status, "{signed_in:?} {keeps}: {}", reply.body);
    }
}

#[tokio::test]
async fn what_the_switch_refused_is_good_again_when_it_is_off() {
    let app = App { signed_in: SignedIn::Password, ..App::start(&[]).await };
    let (_, refresh) = app.tokens().await;
    app.machine.local.lock_down().await;
    assert_eq!(app.refresh(&refresh).await.body["error"], "invalid_grant");
    app.machine.local.open_up().await;
    access(&app.refresh(&refresh).await);
}
