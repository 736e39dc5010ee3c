//! RFC 6749 §10 and RFC 9700, as far as they concern the token endpoint.

use crate::{
    app::{App, CHALLENGE, REDIRECT, VERIFIER, tokens},
    ask::{FORM, assert_refused, basic},
    harness::Caller,
};

const GRANT: (&str, &str) = ("grant_type", "authorization_code");

/// RFC 6749 §4.1.2, §10.5; RFC 9700 §4.2.4.
#[tokio::test]
async fn a_code_that_comes_again_ends_what_it_bought() {
    let app = App::start(&[]).await;
    let code = app.code(None).await;
    let (first, refresh) = tokens(&app.trade(&code).await);
    let (second, refresh) = tokens(&app.refresh(&refresh).await);
    assert_refused(&app.trade(&code).await, 400, "invalid_grant", "the code was used before; what it bought has ended");
    for token in [first, second] {
        assert_eq!(app.outcome(&token).await, "401 bad.credentials");
    }
    assert_eq!(app.refresh(&refresh).await.body["error"], "invalid_grant");
    assert_eq!(app.outcome(&app.tokens().await.0).await, "200", "another sign-in of the same person is not touched");
}

/// RFC 6749 §10.5: two requests at once are as bad as one after the other.
#[tokio::test]
async fn of_two_requests_with_one_code_at_most_one_is_answered_with_tokens_that_last() {
    let app = App::start(&[]).await;
    let code = app.code(None).await;
    let (one, two) = tokio::join!(app.trade(&code), app.trade(&code));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
    let winner = if one.status == 200 { one } else { two };
    assert_eq!(app.outcome(&tokens(&winner).0).await, "401 bad.credentials");
}

/// RFC 6749 §4.1.3: the code is bound to its client.
#[tokio::test]
async fn a_code_is_of_one_client() {
    let app = App::start(&[]).await;
    let code = app.code(None).await;
    let (id, secret) = app.machine.local.client("other", postern_model::GrantType::Code).await;
    let (own, mine) = (app.id, app.secret.clone());
    let other = App { id, secret, ..app };
    assert_refused(&other.trade(&code).await, 400, "invalid_grant", "the code was given to another client");
    let app = App { id: own, secret: mine, ..other };
    assert_eq!(app.trade(&code).await.status, 200, "which does not spoil it for the right one");
}

/// RFC 6749 §10.6; RFC 9700 §4.1: the address is compared letter by letter.
#[tokio::test]
async fn a_redirect_uri_that_differs_in_any_letter_is_refused() {
    let app = App::start(&[]).await;
    let text = "`redirect_uri` is not the one that the code was sent to";
    for uri in [
        "https://app.example/back/",
        "https://app.example/back?x=1",
        "https://app.example/",
        "HTTPS://app.example/back",
        "http://app.example/back",
        "https://app.example:443/back",
        "https://app.example.evil.example/back",
    ] {
        let code = app.code(None).await;
        let reply = app.form(&[GRANT, ("code", &code), ("redirect_uri", uri)]).await;
        assert_refused(&reply, 400, "invalid_grant", text);
    }
}

/// RFC 9700 §4.8.2: PKCE is not talked away by leaving the verifier out.
#[tokio::test]
async fn a_code_with_a_challenge_is_not_traded_without_its_verifier() {
    let app = App::start(&[]).await;
    let code = app.code(Some(CHALLENGE)).await;
    let text = "the code was asked for with `code_challenge` and needs `code_verifier`";
    assert_refused(&app.trade(&code).await, 400, "invalid_grant", text);
}

/// RFC 9700 §2.1.1, §4.8.2: nor by stripping the challenge from the request for the code.
#[tokio::test]
async fn a_code_without_a_challenge_is_not_traded_with_a_verifier() {
    let app = App::start(&[]).await;
    let text = "the code was asked for without `code_challenge`; `code_verifier` proves nothing";
    let code = app.code(None).await;
    let pairs = [GRANT, ("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", REDIRECT)];
    assert_refused(&app.form(&pairs).await, 400, "invalid_grant", text);
    assert_refused(&app.public(&pairs).await, 400, "invalid_grant", text);
}

/// RFC 7636 §4.6, §7.2: the challenge itself is no verifier (method `plain`).
#[tokio::test]
async fn a_wrong_verifier_is_refused() {
    let app = App::start(&[]).await;
    for verifier in [CHALLENGE.to_owned(), VERIFIER.replace('d', "D"), "a".repeat(43)] {
        let code = app.code(Some(CHALLENGE)).await;
        let reply = app.public(&[GRANT, ("code", &code), ("code_verifier", &verifier), ("redirect_uri", REDIRECT)]).await;
        assert_refused(&reply, 400, "invalid_grant", "`code_verifier` does not answer the challenge of the code");
    }
}

/// RFC 9700 §4.14.2: a refresh token that comes again is held by two; all that followed from the sign-in ends.
#[tokio::test]
async fn a_refresh_token_that_comes_again_ends_its_family() {
    let app = App::start(&[]).await;
    let (first, one) = app.tokens().await;
    let (second, two) = tokens(&app.refresh(&one).await);
    let text = "the refresh token was used before; every token that followed from the same sign-in has ended";
    assert_refused(&app.refresh(&one).await, 400, "invalid_grant", text);
    assert_refused(&app.refresh(&two).await, 400, "invalid_grant", text);
    for token in [first, second] {
        assert_eq!(app.outcome(&token).await, "401 bad.credentials");
    }
    assert_eq!(app.outcome(&app.tokens().await.0).await, "200", "another sign-in of the same person is not touched");
}

/// RFC 6749 §2.3.1; RFC 9700 §4.3: what stands in a URL stands in logs and histories.
#[tokio::test]
async fn a_secret_in_the_url_is_refused_and_not_repeated() {
    let app = App::start(&[]).await;
    let header = basic(&app.id.to_string(), &app.secret);
    for name in ["client_secret", "code", "code_verifier", "refresh_token", "assertion", "password"] {
        let url = format!("/oauth/token?x=1&{name}=hunter2");
        let headers = [("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())];
        let reply = app.machine.send("POST", &url, &headers, "grant_type=client_credentials").await;
        let text = format!("parameter `{name}` was sent in the URL: send it in the body, and take it as known to others");
        assert_refused(&reply, 400, "invalid_request", &text);
        assert!(!app.decision(&reply).await.to_string().contains("hunter2"));
    }
}

/// RFC 6749 §5.1, §10.3: no answer is cached, and none may be read as another.
#[tokio::test]
async fn answers_with_tokens_are_not_cached() {
    let app = App::start(&[]).await;
    let reply = app.trade(&app.code(None).await).await;
    assert_eq!(
        (reply.headers["cache-control"].as_bytes(), reply.headers["pragma"].as_bytes()),
        (&b"no-cache, no-store, must-revalidate"[..], &b"no-cache"[..])
    );
}

/// RFC 9700 §4.14.2: two who hold one refresh token cannot race past its reuse being noticed.
#[tokio::test]
async fn of_two_requests_with_one_refresh_token_no_token_lasts() {
    let app = App::start(&[]).await;
    let (_, refresh) = app.tokens().await;
    let (one, two) = tokio::join!(app.refresh(&refresh), app.refresh(&refresh));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
    let (token, next) = tokens(if one.status == 200 { &one } else { &two });
    assert_eq!((app.outcome(&token).await.as_str(), app.refresh(&next).await.status), ("401 bad.credentials", 400));
}

/// RFC 9700 §4.3.2: a token in a URL is no token, and is not kept with the decision.
#[tokio::test]
async fn an_access_token_in_the_url_is_not_read() {
    let app = App::start(&[]).await;
    let (token, _) = app.tokens().await;
    let url = format!("/api/v2/users/me?access_token={token}");
    let reply = app.machine.send("GET", &url, &[], "").await;
    assert_eq!(reply.outcome(), "401 authentication.required");
    assert!(!app.decision(&reply).await.to_string().contains(&token));
}

/// RFC 9700 §4.13: whoever connects cannot say that they are somebody else.
#[tokio::test]
async fn a_forwarded_address_is_not_believed() {
    let app = App::start(&[]).await;
    let (token, _) = app.tokens().await;
    let allow = |draft: &mut postern_org::Draft<'_>| {
        let mut profile = draft.profile().clone();
        profile.authentication.ip_address_allowlist = vec!["203.0.113.0/24".to_owned()];
        draft.put_profile(profile).unwrap();
    };
    app.machine.local.change(allow).await;
    let caller = Caller::with(&app.machine.local.running.url, &token);
    assert_eq!(caller.get("/api/v2/users/me").await.outcome(), "401 ip.not.authorized");
    for (name, value) in [("x-forwarded-for", "203.0.113.7"), ("x-real-ip", "203.0.113.7"), ("forwarded", "for=203.0.113.7")] {
        let reply = caller.ask_with("GET", "/api/v2/users/me", &[(name, value)], None).await;
        assert_eq!(reply.outcome(), "401 ip.not.authorized", "{name}");
    }
}
