//! Consent to a client's scopes: asked for, refused, not one's to give.

use postern_model::{Client, GrantType, Reach, SignedIn, Timestamp, sign_in::Consent};
use postern_testkit::build;
use serde_json::json;

use crate::browser::{Browser, Web};

/// An organization that enforces scopes, and somebody who may authorize clients.
async fn start() -> (Web, Browser) {
    let web = Web::start_with(&[("scopes.enforce", "yes")], GrantType::Code).await;
    let role = web.local.role("Authorizer", &["oauth:client:authorize"]).await;
    web.local.grant(build::user_subject(web.user), role, Reach::All).await;
    let browser = web.signed_in(SignedIn::Saml).await;
    (web, browser)
}

async fn say(browser: &Browser, page: &crate::browser::Page, decision: &str) -> crate::browser::Page {
    let (csrf, then, scope) = (page.hidden("csrf"), page.hidden("then"), page.hidden("scope"));
    browser.post("/consent", &[("csrf", &csrf), ("then", &then), ("scope", &scope), ("decision", decision)]).await
}

async fn state(web: &Web) -> (serde_json::Value, serde_json::Value) {
    let body = web.local.admin.get(&format!("/api/v2/oauth/authorizations/{}", web.client)).await.body;
    (body["pending"].clone(), body["state"].clone())
}

#[tokio::test]
async fn who_may_authorize_clients_is_asked_and_the_request_goes_on() {
    let (web, browser) = start().await;
    assert_eq!(state(&web).await, (json!(true), json!("Requested")));
    let page = browser.get(&web.authorize("&state=s")).await;
    assert_eq!((page.status, page.heading().as_str()), (200, "Authorize Wallboard?"));
    assert_eq!(page.texts("li"), ["View routing (routing:readonly)", "View and change users (users)"]);
    assert_eq!(page.texts("button"), ["Deny", "Allow"]);
    let said = say(&browser, &page, "allow").await;
    assert_eq!((said.status, said.location()), (303, web.authorize("&state=s").as_str()));
    assert!(browser.get(said.location()).await.answer().contains_key("code"));
    assert_eq!(state(&web).await, (json!(false), json!("Authorized")));
    let organization = web.local.running.organization();
    let consent = organization.kept::<Consent>(&web.client.to_string()).unwrap();
    assert_eq!((consent.by, consent.scope.as_slice()), (web.user, ["routing:readonly".to_owned(), "users".to_owned()].as_slice()));
}

#[tokio::test]
async fn it_is_given_once_for_everybody() {
    let (web, browser) = start().await;
    say(&browser, &browser.get(&web.authorize("")).await, "allow").await;
    let user = web.local.user("Owen Brandt", None).await;
    let other = Web { user, ..web };
    assert!(other.signed_in(SignedIn::Saml).await.get(&other.authorize("")).await.answer().contains_key("code"));
}

#[tokio::test]
async fn who_says_no_goes_back_with_a_refusal_and_nothing_is_kept() {
    let (web, browser) = start().await;
    let page = browser.get(&web.authorize("&state=s")).await;
    for decision in ["deny", "", "ALLOW"] {
        let said = say(&browser, &page, decision).await;
        assert_eq!((said.status, said.told().as_str()), (303, "access_denied: the person did not authorize the client"));
        assert_eq!((said.answer()["state"].as_str(), web.reason(&said).await.as_str()), ("s", "authorize.denied"));
    }
    assert_eq!(web.local.running.organization().all_kept::<Consent>().count(), 0);
}

#[tokio::test]
async fn anybody_else_is_told_whom_to_ask() {
    let web = Web::start_with(&[("scopes.enforce", "yes")], GrantType::Code).await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let page = browser.get(&web.authorize("")).await;
    assert_eq!((page.status, page.heading().as_str()), (403, "Not authorized yet"));
    let text = "The application “Wallboard” is not authorized in Local organization yet, and you may not authorize it. \
                Ask somebody who holds the permission oauth:client:authorize to open the application once.";
    assert_eq!((page.texts("p")[0].as_str(), web.reason(&page).await.as_str()), (text, "authorize.consent"));
    let login = browser.get("/login").await;
    let (csrf, then) = (login.hidden("csrf"), web.authorize(""));
    let form = [("csrf", csrf.as_str()), ("then", &then), ("scope", "routing:readonly users"), ("decision", "allow")];
    let said = browser.post("/consent", &form).await;
    assert_eq!(said.location(), then, "a form of one's own making gives no consent");
    assert_eq!(web.local.running.organization().all_kept::<Consent>().count(), 0);
}

#[tokio::test]
async fn scopes_that_came_later_are_asked_for_again_also_between_the_page_and_the_answer() {
    let (web, browser) = start().await;
    let before = browser.get(&web.authorize("")).await;
    let client = web.client;
    web.local
        .change(move |draft| {
            let known = draft.client(client).cloned().unwrap();
            let scope = ["routing:readonly", "users", "authorization"].map(str::to_owned).to_vec();
            draft.put_client(Client { scope, ..known });
        })
        .await;
    assert_eq!(say(&browser, &before, "allow").await.location(), web.authorize(""));
    let again = browser.get(&web.authorize("")).await;
    assert_eq!(again.texts("li").len(), 3);
    say(&browser, &again, "allow").await;
    assert!(browser.get(&web.authorize("")).await.answer().contains_key("code"));
}

#[tokio::test]
async fn nothing_is_asked_where_scopes_are_not_enforced() {
    let web = Web::start().await;
    assert_eq!(state(&web).await, (json!(false), json!("Authorized")));
    assert!(web.signed_in(SignedIn::Saml).await.get(&web.authorize("")).await.answer().contains_key("code"));
}

#[tokio::test]
async fn the_page_belongs_to_a_session_that_may_still_be_used() {
    let (web, browser) = start().await;
    let page = browser.get(&web.authorize("")).await;
    browser.cookies.lock().unwrap().remove("postern-session");
    assert_eq!(say(&browser, &page, "allow").await.location(), web.authorize(""));
    assert_eq!(web.local.running.organization().all_kept::<Consent>().count(), 0);
}

#[tokio::test]
async fn it_is_in_the_audit_trail() {
    let (web, browser) = start().await;
    say(&browser, &browser.get(&web.authorize("")).await, "allow").await;
    let clock = web.local.admin.get("/postern/clock").await.body;
    let now = Timestamp::parse(clock["now"].as_str().unwrap()).unwrap();
    let interval = format!("{}/{}", now.plus_seconds(-86_400), now.plus_seconds(86_400));
    let query = json!({ "interval": interval, "serviceName": "PeoplePermissions",
        "filters": [{ "property": "EntityType", "value": "OAuthClientAuthorization" }] });
    let reply = web.local.admin.post("/api/v2/audits/query/realtime", query).await;
    let events = reply.body["entities"].as_array().unwrap_or_else(|| panic!("{:?}", reply.body));
    assert_eq!((events.len(), &events[0]["action"], &events[0]["user"]["id"]), (1, &json!("Create"), &json!(web.user.to_string())));
}
