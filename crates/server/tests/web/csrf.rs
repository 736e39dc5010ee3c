//! A form counts only if this browser was given it (RFC 6749 §10.12, RFC 9700 §4.7).

use postern_model::{
    GrantType, Reach, SignedIn,
    sign_in::{Consent, Session},
};
use postern_testkit::build;

use crate::browser::Web;

#[tokio::test]
async fn a_login_that_another_site_made_up_is_refused() {
    let web = Web::start().await;
    let (victim, attacker) = (web.browser(), web.browser());
    let foreign = attacker.get("/login").await.hidden("csrf");
    for form in [vec![("csrf", foreign.as_str())], vec![("csrf", "")], vec![]] {
        for before in [false, true] {
            if before {
                victim.get("/login").await;
            }
            let mut form = form.clone();
            form.extend([("email", "ada.quayle@local.example"), ("password", "secret"), ("then", "/signed-in")]);
            let page = victim.post("/login", &form).await;
            assert_eq!((page.status, page.heading().as_str()), (403, "Start again"));
            assert_eq!(web.reason(&page).await, "login.form");
        }
    }
    assert_eq!(web.local.running.organization().all_kept::<Session>().count(), 0);
}

#[tokio::test]
async fn a_consent_that_another_site_made_up_is_refused() {
    let web = Web::start_with(&[("scopes.enforce", "yes")], GrantType::Code).await;
    let role = web.local.role("Authorizer", &["oauth:client:authorize"]).await;
    web.local.grant(build::user_subject(web.user), role, Reach::All).await;
    let victim = web.signed_in(SignedIn::Saml).await;
    let foreign = web.browser().get("/login").await.hidden("csrf");
    victim.get(&web.authorize("")).await;
    for csrf in [foreign.as_str(), "", "x"] {
        let form = [("csrf", csrf), ("then", &web.authorize("")), ("scope", "routing:readonly users"), ("decision", "allow")];
        let page = victim.post("/consent", &form).await;
        assert_eq!((page.status, page.heading().as_str()), (403, "Start again"));
    }
    assert_eq!(web.local.running.organization().all_kept::<Consent>().count(), 0);
}

#[tokio::test]
async fn a_picture_or_script_of_another_page_does_not_sign_anybody_out() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    for mode in ["no-cors", "cors", "same-origin", "websocket"] {
        let page = browser.get_with("/logout", "sec-fetch-mode", mode).await;
        assert_eq!((page.status, page.set_cookies().len()), (403, 0), "{mode}");
    }
    assert!(browser.get(&web.authorize("")).await.answer().contains_key("code"));
    assert_eq!(browser.get_with("/logout", "sec-fetch-mode", "navigate").await.status, 200);
    assert_eq!(web.local.running.organization().all_kept::<Session>().count(), 0);
}

#[tokio::test]
async fn a_field_that_comes_twice_or_another_kind_of_body_is_refused() {
    let web = Web::start().await;
    let browser = web.browser();
    let csrf = browser.get("/login").await.hidden("csrf");
    let page = browser.post("/login", &[("csrf", &csrf), ("csrf", &csrf)]).await;
    assert_eq!((page.status, page.texts("p")[0].as_str()), (400, "A field appears more than once."));
    let page = browser.method("POST", "/login").await;
    assert_eq!((page.status, page.heading().as_str()), (415, "The form cannot be read"));
    let page = browser.post("/login", &[("csrf", &csrf), ("email", &"a".repeat(70_000))]).await;
    assert_eq!((page.status, page.texts("p")[0].as_str()), (413, "It is too large."));
}

#[tokio::test]
async fn a_form_cannot_lead_to_another_host() {
    let web = Web::start().await;
    let browser = web.browser();
    let csrf = browser.get("/login").await.hidden("csrf");
    for then in
        ["https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "/\t/evil.example/", "javascript:alert(1)", ""]
    {
        for path in ["/login", "/consent"] {
            let page = browser.post(path, &[("csrf", &csrf), ("then", then), ("email", "a@b.example"), ("password", "x")]).await;
            assert_eq!((page.status, page.header("location"), page.heading().as_str()), (400, "", "Nowhere to go on"), "{path} {then}");
        }
    }
}
