//! What a browser carries stands in no log line and in no decision (RFC 9700 §4.2, §4.3).

use postern_model::GrantType;
use serde_json::json;

use crate::{
    browser::{CHALLENGE, Web},
    log,
};

const SECRET: &str = "Correct-h0rse-battery";
const STATE: &str = "state-of-the-application";

/// Signs in with a password and goes all the way to the application. Answers what nobody else may learn.
async fn walk(grant: GrantType) -> (Web, Vec<String>) {
    let web = Web::start_with(&[], grant).await;
    let path = format!("/api/v2/users/{}/password", web.user);
    assert_eq!(web.local.admin.post(&path, json!({ "newPassword": SECRET })).await.status, 204);
    let browser = web.browser();
    let (response_type, name) = if grant == GrantType::Code { ("code", "code") } else { ("token", "access_token") };
    let challenge =
        if grant == GrantType::Code { format!("&code_challenge={CHALLENGE}&code_challenge_method=S256") } else { String::new() };
    let ask = web.authorize(&format!("&state={STATE}{challenge}")).replace("response_type=code", &format!("response_type={response_type}"));
    let page = browser.get(browser.get(&ask).await.location()).await;
    let (csrf, then, organization) = (page.hidden("csrf"), page.hidden("then"), page.hidden("orgName"));
    let form = |password| {
        [
            ("csrf", csrf.as_str()),
            ("then", &then),
            ("orgName", &organization),
            ("email", "ada.quayle@local.example"),
            ("password", password),
        ]
    };
    assert_eq!(browser.post("/login", &form("hunter2-hunter2")).await.status, 403);
    let signed_in = browser.post("/login", &form(SECRET)).await;
    let answer = browser.get(signed_in.location()).await.answer();
    let cookies = browser.cookies.lock().unwrap().values().cloned().collect::<Vec<_>>();
    let secrets = [SECRET.to_owned(), "hunter2-hunter2".to_owned(), STATE.to_owned(), answer[name].clone(), csrf.clone()];
    (web, secrets.into_iter().chain(cookies).collect())
}

#[tokio::test]
async fn nothing_of_a_sign_in_is_logged_or_kept_with_its_decisions() {
    log::keep();
    for grant in [GrantType::Code, GrantType::Token] {
        let (web, secrets) = walk(grant).await;
        assert!(secrets.iter().all(|secret| secret.len() > 10), "{secrets:?}");
        let list = web.local.admin.get("/postern/decisions").await.body;
        let mut seen = vec![log::text(), list.to_string()];
        for decision in list["decisions"].as_array().unwrap() {
            let id = decision["id"].as_str().unwrap();
            seen.push(web.local.admin.get(&format!("/postern/decisions/{id}")).await.body.to_string());
        }
        assert!(seen.len() > 5);
        for (text, secret) in seen.iter().flat_map(|text| secrets.iter().map(move |secret| (text, secret))) {
            assert!(!text.contains(secret.as_str()), "{grant:?}: {secret} stands in {text}");
        }
    }
}
