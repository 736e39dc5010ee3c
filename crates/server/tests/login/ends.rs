//! What ends with something else: sessions, codes and refresh tokens.

use postern_model::{
    SignedIn,
    sign_in::{Password, RefreshToken, Session},
};
use postern_org::change::{sign_in, users};
use serde_json::json;

use crate::app::App;

/// A person with a session, a code and a refresh token, all begun alike.
async fn start(signed_in: SignedIn, settings: &[(&str, &str)]) -> (App, String, String) {
    let app = App { signed_in, ..App::start(settings).await };
    let user = app.user;
    app.machine
        .local
        .change(|draft| {
            users::set_password(draft, user, "First-password-1").unwrap();
            sign_in::begin(draft, user, signed_in, None, None);
        })
        .await;
    let (_, refresh) = app.tokens().await;
    let code = app.code(None).await;
    (app, code, refresh)
}

/// What is left: sessions, and whether the code and the refresh token are good.
async fn left(app: &App, code: &str, refresh: &str) -> (usize, bool, bool) {
    let organization = app.machine.local.running.organization();
    let sessions = organization.all_kept::<Session>().filter(|session| session.user == app.user).count();
    (sessions, app.trade(code).await.status == 200, app.refresh(refresh).await.status == 200)
}

const ALL: (usize, bool, bool) = (1, true, true);
const NONE: (usize, bool, bool) = (0, false, false);

#[tokio::test]
async fn a_new_password_ends_what_began_with_the_old_one() {
    for (signed_in, expected) in [(SignedIn::Password, NONE), (SignedIn::Saml, ALL)] {
        let (app, code, refresh) = start(signed_in, &[]).await;
        let path = format!("/api/v2/users/{}/password", app.user);
        assert_eq!(app.machine.local.admin.post(&path, json!({ "newPassword": "Second-password-2" })).await.outcome(), "204");
        assert_eq!(left(&app, &code, &refresh).await, expected, "{signed_in:?}");
    }
}

#[tokio::test]
async fn ending_a_persons_tokens_ends_what_new_ones_could_be_had_with() {
    let (app, code, refresh) = start(SignedIn::Saml, &[]).await;
    assert_eq!(app.machine.local.admin.delete(&format!("/api/v2/tokens/{}", app.user)).await.outcome(), "204");
    assert_eq!(left(&app, &code, &refresh).await, NONE);
    app.tokens().await;
}

#[tokio::test]
async fn whoever_is_switched_off_signs_in_anew_when_switched_on_again() {
    for (value, expected) in [("refuse", NONE), ("keep", ALL)] {
        let (app, code, refresh) = start(SignedIn::Saml, &[("users.inactive-tokens", value)]).await;
        let path = format!("/api/v2/users/{}/state", app.user);
        assert_eq!(app.machine.local.admin.put(&path, json!({ "state": "inactive" })).await.outcome(), "200");
        assert_eq!(app.refresh("x").await.body["error"], "invalid_grant");
        assert_eq!(app.machine.local.admin.put(&path, json!({ "state": "active" })).await.outcome(), "200");
        assert_eq!(left(&app, &code, &refresh).await, expected, "{value}");
    }
}

#[tokio::test]
async fn a_person_who_is_deleted_leaves_nothing_behind() {
    let (app, code, refresh) = start(SignedIn::Saml, &[]).await;
    assert_eq!(app.machine.local.admin.delete(&format!("/api/v2/users/{}", app.user)).await.outcome(), "200");
    assert_eq!(left(&app, &code, &refresh).await, NONE);
    assert_eq!(app.machine.local.running.organization().kept::<Password>(&app.user.to_string()), None);
}

#[tokio::test]
async fn a_client_that_is_disabled_or_gone_leaves_nothing_behind() {
    let (app, code, refresh) = start(SignedIn::Saml, &[("clients.inactive-tokens", "refuse")]).await;
    let path = format!("/api/v2/oauth/clients/{}", app.id);
    let body = |state: &str| json!({ "name": "app", "authorizedGrantType": "CODE", "scope": ["users"], "state": state });
    for state in ["inactive", "active"] {
        assert_eq!(app.machine.local.admin.put(&path, body(state)).await.outcome(), "200");
    }
    assert_eq!(left(&app, &code, &refresh).await, (1, false, false), "the person's session is not the client's");
    app.tokens().await;
    assert_eq!(app.machine.local.admin.put(&path, body("inactive")).await.outcome(), "200");
    assert_eq!(app.machine.local.admin.delete(&path).await.outcome(), "200");
    assert_eq!(app.machine.local.running.organization().all_kept::<RefreshToken>().count(), 0);
}

#[tokio::test]
async fn a_new_secret_ends_refresh_tokens_where_it_ends_tokens() {
    for (value, expected) in [("yes", (1, false, false)), ("no", ALL)] {
        let (app, code, refresh) = start(SignedIn::Saml, &[("clients.rotation-revokes", value)]).await;
        let reply = app.machine.local.admin.post(&format!("/api/v2/oauth/clients/{}/secret", app.id), json!({})).await;
        let app = App { secret: reply.body["secret"].as_str().unwrap().to_owned(), ..app };
        assert_eq!(left(&app, &code, &refresh).await, expected, "{value}");
    }
}
