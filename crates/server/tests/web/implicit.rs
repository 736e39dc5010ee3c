//! The implicit grant, until the day it ends.

use postern_model::{GrantType, SignedIn};

use crate::browser::{CALLBACK, Web};

async fn start(settings: &[(&str, &str)]) -> (Web, String) {
    let web = Web::start_with(settings, GrantType::Token).await;
    let request = web.authorize("&state=a%20b").replace("response_type=code", "response_type=token");
    (web, request)
}

#[tokio::test]
async fn the_token_comes_in_the_fragment_and_acts_for_the_person() {
    let (web, request) = start(&[]).await;
    let page = web.signed_in(SignedIn::Saml).await.get(&request).await;
    assert!(page.location().starts_with(&format!("{CALLBACK}#access_token=")) && !page.location().contains('?'));
    let answer = page.answer();
    assert_eq!(answer.keys().map(String::as_str).collect::<Vec<_>>(), ["access_token", "expires_in", "iss", "state", "token_type"]);
    assert_eq!((answer["expires_in"].as_str(), answer["token_type"].as_str(), answer["state"].as_str()), ("3600", "bearer", "a b"));
    let http = reqwest::Client::new().get(format!("{}/api/v2/users/me", web.local.running.url));
    let me: serde_json::Value = http.bearer_auth(&answer["access_token"]).send().await.unwrap().json().await.unwrap();
    assert_eq!(me["id"], web.user.to_string());
    let user = format!("/api/v2/users/{}?expand=lasttokenissued", web.user);
    assert!(web.local.admin.get(&user).await.body["lastTokenIssued"]["dateIssued"].is_string());
}

#[tokio::test]
async fn it_ends_on_the_announced_day_by_the_organizations_clock() {
    let (web, request) = start(&[("implicit.end-date", "2031-03-01")]).await;
    web.clock("2031-02-28T23:59:59Z").await;
    let browser = web.signed_in(SignedIn::Saml).await;
    assert!(browser.get(&request).await.answer().contains_key("access_token"));
    web.clock("2031-03-01T00:00:00Z").await;
    let page = browser.get(&request).await;
    let text = "unsupported_response_type: the implicit grant has ended; use the authorization code grant with PKCE";
    assert_eq!((page.told().as_str(), page.answer().contains_key("access_token")), (text, false));
    assert!(page.location().starts_with(&format!("{CALLBACK}#")));
    assert_eq!(web.reason(&page).await, "sign-in.implicit-ended");
}

#[tokio::test]
async fn its_tokens_count_towards_the_cap_on_live_tokens() {
    let (web, request) = start(&[("token.live-cap", "1")]).await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let first = browser.get(&request).await.answer()["access_token"].clone();
    browser.get(&request).await;
    let http = reqwest::Client::new().get(format!("{}/api/v2/users/me", web.local.running.url));
    assert_eq!(http.bearer_auth(first).send().await.unwrap().status().as_u16(), 401);
}
