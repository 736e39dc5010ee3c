//! Which sessions may be used, and what a new one leaves of an old one.

use postern_model::{SignedIn, UserState, sign_in::Session};

use crate::browser::Web;

#[tokio::test]
async fn a_session_ends_after_half_a_day() {
    let web = Web::start().await;
    web.clock("2031-01-01T00:00:00Z").await;
    let browser = web.signed_in(SignedIn::Saml).await;
    web.clock("2031-01-01T11:59:00Z").await;
    assert!(browser.get(&web.authorize("")).await.answer().contains_key("code"));
    web.clock("2031-01-01T12:01:00Z").await;
    assert!(browser.get(&web.authorize("")).await.asks_to_sign_in());
}

#[tokio::test]
async fn a_person_who_is_switched_off_cannot_use_it() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let user = web.user;
    web.local
        .change(move |draft| {
            let known = draft.user(user).cloned().unwrap();
            draft.put_user(postern_model::User { state: UserState::Inactive, ..known });
        })
        .await;
    assert!(browser.get(&web.authorize("")).await.asks_to_sign_in());
    assert_eq!(browser.get("/signed-in").await.location(), "/login");
}

#[tokio::test]
async fn one_that_began_with_a_password_ends_with_the_switch_and_one_of_a_provider_does_not() {
    let web = Web::start().await;
    let (password, saml) = (web.signed_in(SignedIn::Password).await, web.signed_in(SignedIn::Saml).await);
    assert!(password.get(&web.authorize("")).await.answer().contains_key("code"));
    web.sso_only().await;
    assert!(password.get(&web.authorize("")).await.asks_to_sign_in());
    assert!(saml.get(&web.authorize("")).await.answer().contains_key("code"));
}

#[tokio::test]
async fn a_cookie_that_nobody_was_given_is_no_session() {
    let web = Web::start().await;
    for value in ["", "x", &"A".repeat(43), "../../etc/passwd"] {
        let browser = web.browser();
        browser.cookies.lock().unwrap().insert("postern-session".to_owned(), value.to_owned());
        assert!(browser.get(&web.authorize("")).await.asks_to_sign_in(), "{value}");
    }
}

#[tokio::test]
async fn prompt_login_asks_again_and_does_not_go_round_in_circles() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let page = browser.get(&web.authorize("&prompt=login&state=s")).await;
    assert!(page.asks_to_sign_in());
    let login = browser.get(page.location()).await;
    assert_eq!(login.hidden("then"), web.authorize("&state=s"));
    assert!(browser.get(&login.hidden("then")).await.answer().contains_key("code"));
}

#[tokio::test]
async fn the_landing_page_greets_who_is_signed_in() {
    let web = Web::start().await;
    let page = web.signed_in(SignedIn::Saml).await.get("/signed-in").await;
    assert_eq!((page.status, page.heading().as_str()), (200, "You are signed in"));
    let text = "Ada Quayle, you are signed in to Local organization. Open the application that you came for; it will not ask again.";
    assert_eq!(page.texts("p")[0], text);
    assert_eq!(web.browser().get("/signed-in").await.location(), "/login");
}

#[tokio::test]
async fn the_cookie_is_kept_nowhere() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let organization = web.local.running.organization();
    let session = organization.all_kept::<Session>().next().unwrap();
    assert!(!serde_json::to_string(session).unwrap().contains(&browser.cookie("postern-session").unwrap()));
}
