//! Signing out.

use postern_model::{SignedIn, sign_in::Session};
use serde_json::json;

use crate::browser::{CALLBACK, Web, encoded};

#[tokio::test]
async fn the_session_ends_on_the_server_and_in_the_browser() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let stolen = browser.cookie("postern-session").unwrap();
    let page = browser.get("/logout").await;
    assert_eq!((page.status, page.heading().as_str()), (200, "You are signed out"));
    assert_eq!(page.texts("p")[0], "Your session here has ended. Tokens that applications hold are theirs to give up.");
    assert_eq!(browser.cookie("postern-session"), None);
    browser.cookies.lock().unwrap().insert("postern-session".to_owned(), stolen);
    assert!(browser.get(&web.authorize("")).await.asks_to_sign_in());
}

#[tokio::test]
async fn it_goes_back_to_an_address_of_the_application() {
    let web = Web::start().await;
    // The JavaScript SDK begins the query with `&` and encodes the address as a whole only.
    for path in [
        format!("/logout?client_id={}&redirect_uri={}", web.client, encoded(CALLBACK)),
        format!("/logout?&client_id={}&redirect_uri={CALLBACK}", web.client),
    ] {
        let page = web.signed_in(SignedIn::Saml).await.get(&path).await;
        assert_eq!((page.status, page.location()), (302, CALLBACK));
        assert!(page.set_cookies()[0].starts_with("postern-session=; "));
    }
    assert_eq!(web.local.running.organization().all_kept::<Session>().count(), 0);
}

#[tokio::test]
async fn it_goes_nowhere_else() {
    let web = Web::start().await;
    for (client, address) in [
        (web.client.to_string(), "https://evil.example/"),
        (web.client.to_string(), "https://app.example/callback/"),
        (web.client.to_string(), "//evil.example"),
        (web.client.to_string(), "javascript:alert(1)"),
        (web.local.admin.client_id.clone(), CALLBACK),
        ("00000000-0000-4000-8000-000000000000".to_owned(), CALLBACK),
        (String::new(), CALLBACK),
    ] {
        let path = format!("/logout?client_id={client}&redirect_uri={}", encoded(address));
        let page = web.signed_in(SignedIn::Saml).await.get(&path).await;
        assert_eq!((page.status, page.header("location")), (200, ""), "{address}");
        let text = "The address to go back to is not registered with the application, so your way ends here.";
        assert_eq!(page.texts("p")[0], text);
    }
    assert_eq!(web.local.running.organization().all_kept::<Session>().count(), 0, "the session ends all the same");
}

#[tokio::test]
async fn another_session_of_the_person_goes_on_unless_signing_out_is_universal() {
    let web = Web::start().await;
    let (first, second, third) =
        (web.signed_in(SignedIn::Saml).await, web.signed_in(SignedIn::Saml).await, web.signed_in(SignedIn::Password).await);
    first.get("/logout").await;
    assert!(second.get(&web.authorize("")).await.answer().contains_key("code"));
    let universal = json!({ "universalLogout": true });
    assert_eq!(web.local.admin.patch("/api/v2/organizations/authentication/settings", universal).await.status, 200);
    second.get("/logout").await;
    assert!(third.get(&web.authorize("")).await.asks_to_sign_in());
}

#[tokio::test]
async fn who_is_not_signed_in_can_sign_out() {
    let web = Web::start().await;
    assert_eq!(web.browser().get("/logout").await.status, 200);
}
