use std::time::{Duration, Instant};

use postern_model::GrantType;
use postern_org::change::users;
use serde_json::json;

use crate::{
    app::{App, access, checks},
    ask::assert_refused,
    harness::Reply,
};

const EMAIL: &str = "ada@local.example";
const PASSWORD: &str = "Correct-horse-1";
const WRONG: &str = "the e-mail address or the password is wrong";

async fn start(settings: &[(&str, &str)]) -> App {
    let app = App::of(GrantType::Password, settings).await;
    let user = app.user;
    app.machine.local.change(|draft| users::set_password(draft, user, PASSWORD).unwrap()).await;
    app
}

async fn ask(app: &App, email: &str, password: &str) -> Reply {
    app.form(&[("grant_type", "password"), ("username", email), ("password", password)]).await
}

#[tokio::test]
async fn a_password_buys_a_token_and_no_refresh_token() {
    let app = start(&[]).await;
    let reply = ask(&app, "Ada@Local.example", PASSWORD).await;
    assert_eq!((reply.status, reply.body.get("refresh_token")), (200, None), "{}", reply.body);
    assert_eq!(app.outcome(&access(&reply)).await, "200");
    let path = format!("/api/v2/users/{}?expand=dateLastLogin,lasttokenissued", app.user);
    let person = app.machine.local.admin.get(&path).await.body;
    assert!(person["dateLastLogin"].is_string() && person["lastTokenIssued"].is_object(), "{person}");
}

#[tokio::test]
async fn nobody_learns_which_part_was_wrong() {
    let app = start(&[]).await;
    app.machine.local.user("Ben", None).await;
    let cases = [
        (EMAIL, "correct-horse-1", "the password is not the person's"),
        ("nobody@local.example", PASSWORD, "nobody has this e-mail address, or the person has no password"),
        ("ben@local.example", PASSWORD, "nobody has this e-mail address, or the person has no password"),
    ];
    for (email, password, cause) in cases {
        let reply = ask(&app, email, password).await;
        assert_refused(&reply, 400, "invalid_grant", WRONG);
        let decision = app.decision(&reply).await;
        assert_eq!(decision["verdict"]["cause"], cause);
        assert!(!decision.to_string().contains(password), "{decision}");
    }
}

#[tokio::test]
async fn who_does_not_exist_is_looked_at_as_long() {
    let app = start(&[]).await;
    let fastest = async |email: &str| {
        let mut fastest = Duration::MAX;
        for _ in 0..5 {
            let start = Instant::now();
            ask(&app, email, "wrong").await;
            fastest = fastest.min(start.elapsed());
        }
        fastest
    };
    fastest("nobody@local.example").await;
    let (known, unknown) = (fastest(EMAIL).await, fastest("nobody@local.example").await);
    assert!(unknown > known / 3, "{unknown:?} is much less than {known:?}");
}

#[tokio::test]
async fn after_too_many_wrong_passwords_none_counts_for_a_while() {
    let app = start(&[("password.lockout-failures", "3"), ("password.lockout-seconds", "60")]).await;
    for _ in 0..3 {
        assert_refused(&ask(&app, EMAIL, "wrong").await, 400, "invalid_grant", WRONG);
    }
    let reply = ask(&app, EMAIL, PASSWORD).await;
    assert_refused(&reply, 400, "invalid_grant", WRONG);
    let cause = app.decision(&reply).await["verdict"]["cause"].clone();
    assert_eq!(cause, "too many wrong passwords came before; setting `password.lockout-seconds` says for how long none counts");
    app.machine.wait(60).await;
    assert_eq!(ask(&app, EMAIL, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_right_password_forgives_the_wrong_ones_before() {
    let app = start(&[("password.lockout-failures", "3")]).await;
    for _ in 0..3 {
        for _ in 0..2 {
            ask(&app, EMAIL, "wrong").await;
        }
        assert_eq!(ask(&app, EMAIL, PASSWORD).await.status, 200);
    }
}

#[tokio::test]
async fn a_password_expires_where_the_organization_says_so() {
    let app = start(&[]).await;
    let rules = json!({ "passwordRequirements": { "expirationDays": 30 } });
    assert_eq!(app.machine.local.admin.patch("/api/v2/organizations/authentication/settings", rules).await.outcome(), "200");
    assert_eq!(ask(&app, EMAIL, PASSWORD).await.status, 200);
    app.machine.wait(30 * 86_400).await;
    assert_refused(&ask(&app, EMAIL, PASSWORD).await, 400, "invalid_grant", "the password has expired");
    assert_refused(&ask(&app, EMAIL, "wrong").await, 400, "invalid_grant", WRONG);
}

#[tokio::test]
async fn a_second_factor_cannot_be_given() {
    let app = start(&[]).await;
    let body = json!({ "multifactorAuthenticationRequired": true });
    assert_eq!(app.machine.local.admin.patch("/api/v2/organizations/authentication/settings", body).await.outcome(), "200");
    let text = "this organization wants a second factor with a password, which cannot be given here; use single sign-on";
    for password in [PASSWORD, "wrong"] {
        let reply = ask(&app, EMAIL, password).await;
        assert_refused(&reply, 400, "invalid_grant", text);
        assert_eq!(checks(&app.decision(&reply).await).last().map(String::as_str), Some("second_factor refused"));
    }
}

#[tokio::test]
async fn the_switch_ends_the_grant_and_nobody_learns_about_people() {
    let app = start(&[]).await;
    app.machine.local.lock_down().await;
    let text = "this organization lets people in through single sign-on only";
    for (email, password) in [(EMAIL, PASSWORD), (EMAIL, "wrong"), ("nobody@local.example", PASSWORD)] {
        assert_refused(&ask(&app, email, password).await, 400, "invalid_grant", text);
    }
    app.machine.local.open_up().await;
    assert_eq!(ask(&app, EMAIL, PASSWORD).await.status, 200, "the password was kept meanwhile");
}

#[tokio::test]
async fn the_grant_can_be_switched_off() {
    let app = start(&[("password-grant", "off")]).await;
    assert_refused(&ask(&app, EMAIL, PASSWORD).await, 400, "unsupported_grant_type", "the password grant is switched off");
}

#[tokio::test]
async fn a_person_who_is_switched_off_learns_so_by_the_right_password_only() {
    let app = start(&[]).await;
    let body = json!({ "state": "inactive", "version": 1 });
    assert_eq!(app.machine.local.admin.patch(&format!("/api/v2/users/{}", app.user), body).await.status, 200);
    assert_refused(&ask(&app, EMAIL, "wrong").await, 400, "invalid_grant", WRONG);
    assert_refused(&ask(&app, EMAIL, PASSWORD).await, 400, "invalid_grant", "the person is not active in this organization");
}

#[tokio::test]
async fn a_person_can_be_made_with_a_password() {
    let app = start(&[]).await;
    let body = json!({ "name": "Cleo", "email": "cleo@local.example", "password": "Cleos-password-1" });
    assert_eq!(app.machine.local.admin.post("/api/v2/users", body).await.status, 200);
    assert_eq!(ask(&app, "cleo@local.example", "Cleos-password-1").await.status, 200);
}

#[tokio::test]
async fn the_switch_ends_tokens_got_with_a_password_at_their_next_use() {
    for (value, outcome) in [("refuse", "401 bad.credentials"), ("keep", "200")] {
        let app = start(&[("sso.existing-sessions", value)]).await;
        let token = access(&ask(&app, EMAIL, PASSWORD).await);
        assert_eq!(app.outcome(&token).await, "200");
        app.machine.local.lock_down().await;
        assert_eq!(app.outcome(&token).await, outcome, "{value}");
        assert_eq!(app.machine.log_in().await.status, 200, "machines are not touched");
        app.machine.local.open_up().await;
        assert_eq!(app.outcome(&token).await, "200", "nothing was revoked");
    }
}
