use serde_json::json;

use crate::app::{App, checks};

const RULES: [&str; 6] = [
    "client_not_active passed",
    "grant_not_allowed passed",
    "implicit_ended did not apply",
    "password_grant_off did not apply",
    "person_not_active passed",
    "sso_only did not apply",
];

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
    assert_eq!(checks(&decision)[2..], [&["code passed"], &RULES[..]].concat());
}

#[tokio::test]
async fn a_machines_decision_shows_that_no_rule_about_people_applied() {
    let app = App::start(&[]).await;
    let decision = app.decision(&app.machine.log_in().await).await;
    let rules = RULES.map(|rule| rule.replace("person_not_active passed", "person_not_active did not apply"));
    assert_eq!(checks(&decision)[2..], rules);
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
    app.machine.lock_down().await;
    let app = App { signed_in: postern_model::SignedIn::Password, ..app };
    let decision = app.decision(&app.trade(&app.code(None).await).await).await;
    assert_eq!(checks(&decision).last().map(String::as_str), Some("sso_only refused"));
    assert_eq!(decision["verdict"]["code"], "sign-in.sso-only");
}
