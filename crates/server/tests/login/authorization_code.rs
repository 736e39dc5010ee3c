use postern_model::{GrantType, SignedIn};
use serde_json::json;

use crate::{
    app::{App, CHALLENGE, REDIRECT, VERIFIER, access, tokens},
    ask::{Machine, assert_refused, basic},
};

const GRANT: (&str, &str) = ("grant_type", "authorization_code");

#[tokio::test]
async fn a_code_buys_an_access_token_of_the_person_and_a_refresh_token() {
    let app = App::start(&[]).await;
    let reply = app.trade(&app.code(None).await).await;
    assert_eq!(reply.status, 200);
    let keys: Vec<_> = reply.body.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["access_token", "expires_in", "refresh_token", "token_type"]);
    let me = crate::harness::Caller::with(&app.machine.local.running.url, &access(&reply)).get("/api/v2/users/me").await;
    assert_eq!((me.status, &me.body["id"]), (200, &json!(app.user)));
    let person = app.machine.local.admin.get(&format!("/api/v2/users/{}?expand=lasttokenissued", app.user)).await;
    assert!(person.body["lastTokenIssued"]["dateIssued"].is_string(), "{}", person.body);
}

#[tokio::test]
async fn the_official_pkce_clients_send_no_secret_and_get_no_refresh_token() {
    let app = App::start(&[]).await;
    let code = app.code(Some(CHALLENGE)).await;
    let reply = app.public(&[GRANT, ("code", &code), ("code_verifier", VERIFIER), ("redirect_uri", REDIRECT)]).await;
    assert_eq!((reply.status, reply.body.get("refresh_token")), (200, None), "it could not be used without the secret");
    assert_eq!(app.outcome(&access(&reply)).await, "200");
}

#[tokio::test]
async fn the_official_command_line_sends_its_secret_with_pkce() {
    let app = App::start(&[]).await;
    let (code, id) = (app.code(Some(CHALLENGE)).await, app.id.to_string());
    let pairs = [GRANT, ("code", &*code), ("code_verifier", VERIFIER), ("client_id", &id), ("redirect_uri", REDIRECT)];
    tokens(&app.form(&pairs).await);
}

#[tokio::test]
async fn no_refresh_token_is_given_while_tokens_end_with_inactivity() {
    let app = App::start(&[]).await;
    let body = json!({ "enableIdleTokenTimeout": true, "idleTokenTimeoutSeconds": 600 });
    assert_eq!(app.machine.local.admin.put("/api/v2/tokens/timeout", body).await.status, 200);
    let reply = app.trade(&app.code(None).await).await;
    assert_eq!((reply.status, reply.body.get("refresh_token")), (200, None));
}

#[tokio::test]
async fn a_code_is_good_for_its_lifetime_only() {
    let app = App::start(&[("code.lifetime-seconds", "60")]).await;
    let code = app.code(None).await;
    app.machine.wait(50).await;
    assert_eq!(app.trade(&code).await.status, 200);
    let late = app.code(None).await;
    app.machine.wait(60).await;
    assert_refused(&app.trade(&late).await, 400, "invalid_grant", "the code has expired");
}

#[tokio::test]
async fn an_unknown_code_buys_nothing() {
    let app = App::start(&[]).await;
    for code in ["x", &"x".repeat(43), "' OR 1=1 --"] {
        assert_refused(&app.trade(code).await, 400, "invalid_grant", "the code is not known");
    }
    let pairs = [GRANT, ("code", "x"), ("code_verifier", VERIFIER), ("redirect_uri", REDIRECT)];
    assert_refused(&app.public(&pairs).await, 400, "invalid_grant", "the code is not known");
}

#[tokio::test]
async fn what_a_request_lacks_is_named() {
    let app = App::start(&[]).await;
    for (pairs, name) in [(vec![GRANT, ("code", "x")], "redirect_uri"), (vec![GRANT, ("redirect_uri", REDIRECT)], "code")] {
        assert_refused(&app.form(&pairs).await, 400, "invalid_request", &format!("parameter `{name}` is missing from the body"));
    }
    let pairs = [GRANT, ("code", "x"), ("redirect_uri", REDIRECT)];
    let missing = "client credentials are missing: send them with HTTP Basic";
    assert_refused(&app.public(&pairs).await, 400, "invalid_request", missing);
    let verifier = "`code_verifier` must have 43 to 128 characters, letters, digits and `-._~` only";
    let pairs = [GRANT, ("code", "x"), ("redirect_uri", REDIRECT), ("code_verifier", "short")];
    assert_refused(&app.public(&pairs).await, 400, "invalid_request", verifier);
}

#[tokio::test]
async fn a_client_of_another_grant_trades_no_code() {
    for (grant, name) in [(GrantType::ClientCredentials, "CLIENT-CREDENTIALS"), (GrantType::Password, "PASSWORD")] {
        let app = App::of(grant, &[]).await;
        let text = format!("the client is registered for the grant {name}, not CODE");
        assert_refused(&app.trade(&app.code(None).await).await, 400, "unauthorized_client", &text);
    }
}

#[tokio::test]
async fn a_person_who_was_switched_off_meanwhile_gets_no_token() {
    let app = App::start(&[]).await;
    let code = app.code(None).await;
    let body = json!({ "state": "inactive", "version": 1 });
    assert_eq!(app.machine.local.admin.patch(&format!("/api/v2/users/{}", app.user), body).await.status, 200);
    let reply = app.trade(&code).await;
    assert_eq!(reply.body["error"], "invalid_grant", "{}", reply.body);
}

#[tokio::test]
async fn pkce_can_be_required() {
    let app = App::start(&[("code.pkce", "required")]).await;
    let text = "this organization wants PKCE: ask for the code with `code_challenge`";
    assert_refused(&app.trade(&app.code(None).await).await, 400, "invalid_grant", text);
    let code = app.code(Some(CHALLENGE)).await;
    let pairs = [GRANT, ("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", REDIRECT)];
    assert_eq!(app.form(&pairs).await.status, 200);
}

#[tokio::test]
async fn the_switch_ends_codes_that_began_with_a_password() {
    for (signed_in, keeps, status) in
        [(SignedIn::Password, "refuse", 400), (SignedIn::Password, "keep", 200), (SignedIn::Saml, "refuse", 200)]
    {
        let app = App { signed_in, ..App::start(&[("sso.existing-sessions", keeps)]).await };
        let code = app.code(None).await;
        app.machine.local.lock_down().await;
        let reply = app.trade(&code).await;
        assert_eq!(reply.status, status, "{signed_in:?} {keeps}: {}", reply.body);
        if status == 400 {
            assert_refused(&reply, 400, "invalid_grant", "this organization lets people in through single sign-on only");
        }
    }
}

#[tokio::test]
async fn a_wrong_secret_is_wrong_with_a_verifier_too() {
    let machine = App::start(&[]).await;
    let code = machine.code(Some(CHALLENGE)).await;
    let header = basic(&machine.id.to_string(), "wrong");
    let body = format!("grant_type=authorization_code&code={code}&code_verifier={VERIFIER}&redirect_uri=https%3A%2F%2Fapp.example%2Fback");
    let headers = [("authorization", header.as_bytes()), ("content-type", crate::ask::FORM.as_bytes())];
    let reply = Machine::ask(&machine.machine, &headers, body).await;
    assert_refused(&reply, 400, "invalid_client", "authentication failed");
}
