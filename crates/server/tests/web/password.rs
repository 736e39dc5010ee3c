//! E-mail address and password.

use postern_model::{SignedIn, UserState, sign_in::Session};
use serde_json::json;

use crate::browser::{Browser, CALLBACK, Page, Web};

const EMAIL: &str = "ada.quayle@local.example";
const SECRET: &str = "Correct-h0rse-battery";

async fn start() -> Web {
    let web = Web::start().await;
    let reply = web.local.admin.post(&format!("/api/v2/users/{}/password", web.user), json!({ "newPassword": SECRET })).await;
    assert_eq!(reply.status, 204, "{:?}", reply.body);
    web
}

/// Fills in the form of a login page.
async fn fill(browser: &Browser, page: &Page, email: &str, password: &str) -> Page {
    let (csrf, then, organization) = (page.hidden("csrf"), page.hidden("then"), page.hidden("orgName"));
    let form = [("csrf", csrf.as_str()), ("then", &then), ("orgName", &organization), ("email", email), ("password", password)];
    browser.post("/login", &form).await
}

#[tokio::test]
async fn they_begin_a_session_and_the_request_goes_on() {
    let web = start().await;
    let browser = web.browser();
    let page = browser.get(browser.get(&web.authorize("&state=a%2Bb")).await.location()).await;
    let signed_in = fill(&browser, &page, " ADA.quayle@local.example ", SECRET).await;
    assert_eq!((signed_in.status, signed_in.location()), (303, web.authorize("&state=a%2Bb").as_str()));
    let cookie = signed_in.set_cookies()[0];
    let value = browser.cookie("postern-session").unwrap();
    let seconds = cookie.strip_prefix(&format!("postern-session={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=")).unwrap();
    assert!((43_100..=43_200).contains(&seconds.parse::<u32>().unwrap()), "{seconds}");
    let answer = browser.get(signed_in.location()).await;
    assert!(answer.location().starts_with(&format!("{CALLBACK}?code=")));
    let organization = web.local.running.organization();
    let session = organization.all_kept::<Session>().next().unwrap();
    assert_eq!((session.user, session.signed_in), (web.user, SignedIn::Password));
    assert!(organization.user(web.user).unwrap().last_login.is_some());
}

#[tokio::test]
async fn without_an_application_the_way_ends_at_the_landing_page() {
    let web = start().await;
    let browser = web.browser();
    let signed_in = fill(&browser, &browser.get("/login").await, EMAIL, SECRET).await;
    assert_eq!(signed_in.location(), "/signed-in");
    assert_eq!(browser.get("/signed-in").await.heading(), "You are signed in");
}

#[tokio::test]
async fn a_wrong_one_says_the_same_whatever_is_wrong_and_is_not_shown_again() {
    let web = start().await;
    let user = web.local.user("Left Long Ago", None).await;
    web.local.admin.post(&format!("/api/v2/users/{user}/password"), json!({ "newPassword": SECRET })).await;
    web.local
        .change(move |draft| {
            let known = draft.user(user).cloned().unwrap();
            draft.put_user(postern_model::User { state: UserState::Inactive, ..known });
        })
        .await;
    let browser = web.browser();
    let page = browser.get("/login?login_hint=x%40y").await;
    for (email, password) in
        [(EMAIL, "Wr0ng-secret!"), ("nobody@local.example", SECRET), ("left.long.ago@local.example", SECRET), (EMAIL, ""), ("", "")]
    {
        let again = fill(&browser, &page, email, password).await;
        assert_eq!((again.status, again.texts("p")[0].as_str()), (403, "The e-mail address or the password is wrong."), "{email}");
        assert!(again.has("input", "value", email) && (password.is_empty() || !again.text.contains(password)));
        assert!(again.set_cookies().iter().all(|cookie| !cookie.starts_with("postern-session")));
    }
    assert_eq!(web.local.running.organization().all_kept::<Session>().count(), 0);
}

#[tokio::test]
async fn a_session_that_somebody_put_into_the_browser_is_not_the_one_that_begins() {
    let web = start().await;
    let attacker = web.signed_in(SignedIn::Saml).await;
    let planted = attacker.cookie("postern-session").unwrap();
    let victim = web.browser();
    victim.cookies.lock().unwrap().insert("postern-session".to_owned(), planted.clone());
    fill(&victim, &victim.get("/login").await, EMAIL, SECRET).await;
    assert_ne!(victim.cookie("postern-session"), Some(planted));
    assert!(attacker.get(&web.authorize("")).await.asks_to_sign_in(), "the planted one is over");
    assert!(victim.get(&web.authorize("")).await.answer().contains_key("code"));
}

#[tokio::test]
async fn a_made_up_cookie_is_not_taken_over_either() {
    let web = start().await;
    let browser = web.browser();
    let planted = "A".repeat(43);
    browser.cookies.lock().unwrap().insert("postern-session".to_owned(), planted.clone());
    fill(&browser, &browser.get("/login").await, EMAIL, SECRET).await;
    assert_ne!(browser.cookie("postern-session"), Some(planted));
}

#[tokio::test]
async fn an_organization_of_single_sign_on_takes_none() {
    let web = start().await;
    let browser = web.browser();
    let page = browser.get("/login").await;
    web.sso_only().await;
    let refused = fill(&browser, &page, EMAIL, SECRET).await;
    assert_eq!((refused.status, web.reason(&refused).await.as_str()), (403, "sign-in.sso-only"));
    assert_eq!(refused.texts("p")[0], "Your password was not looked at.");
    assert_eq!((refused.all("input", "type").len(), refused.texts("a").as_slice()), (0, ["Okta".to_owned()].as_slice()));
    assert_eq!(web.local.running.organization().all_kept::<Session>().count(), 0);
}
