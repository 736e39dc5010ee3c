use serde_json::json;

use crate::app::{App, checks};

/// The rules about ways in, of which `applied` passed and the others had nothing to say.
fn rules(applied: &[&str]) -> Vec<String> {
    let said = |rule: &str| if applied.contains(&rule) { "passed" } else { "did not apply" };
    postern_decide::admission::rules().map(|rule| format!("{rule} {}", said(rule))).collect()
}

#[tokio::test]
async fn a_token_answer_names_its_decision() {
    let app = App::start(&[]).await;
    let reply = app.trade(&app.code(None).await).await;
    let decision = app.decision(&reply).await;
    assert_eq!(decision["verdict"], json!({ "answer": "allow" }));
    assert_eq!((&decision["client"], &decision["subject"]), (&json!(app.id), &json!({ "kind": "PC_USER", "id": app.user })));
    assert_eq!(decision["request"], json!({ "method": "POST", "path": "/oauth/token" }));
    assert_eq!(decision["checks"][0], json!({ "check": "request", "outcome": "passed", "detail": "authorization_code" }));
    assert_eq!(decision["checks"][1], json!({ "check": "client", "outcome": "passed", "detail": "by its secret" }));
    let rules = rules(&["client_not_active", "grant_not_allowed", "person_not_active"]);
    assert_eq!(checks(&decision)[2..], [vec!["code passed".to_owned()], rules].concat());
}

#[tokio::test]
async fn a_machines_decision_shows_that_no_rule_about_people_applied() {
    let app = App::start(&[]).await;
    let decision = app.decision(&app.machine.log_in().await).await;
    assert_eq!(checks(&decision)[2..], rules(&["client_not_active", "grant_not_allowed"]));
    assert_eq!(decision["checks"][0]["detail"], "client_credentials");
}

#[tokio::test]
async fn a_refused_token_request_shows_where_it_ended() {
    let app = App::start(&[]).await;
    let code = app.code(None).await;
    let (secret, text) = (app.secret.clone(), "authentication failed");
    let app = App { secret: "wrong".to_owned(), ..app };
    let reply = app.trade(&code).await;
    let decision = app.decision(&reply).await;
    let verdict = json!({ "answer": "deny", "status": 400, "code": "invalid_client", "message": text, "cause": null });
    assert_eq!((checks(&decision), &decision["verdict"]), (vec!["request passed".to_owned(), "client refused".to_owned()], &verdict));
    let app = App { secret, ..app };
    app.machine.local.lock_down().await;
    let app = App { signed_in: postern_model::SignedIn::Password, ..app };
    let decision = app.decision(&app.trade(&app.code(None).await).await).await;
    assert_eq!(checks(&decision).last().map(String::as_str), Some("sso_only refused"), "no rule is asked after it");
    assert_eq!(decision["verdict"]["code"], "sign-in.sso-only");
}
