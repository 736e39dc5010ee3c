//! A client of several servers knows whose answer it has (RFC 9207, RFC 9700 §4.4).

use postern_model::{GrantType, SignedIn};

use crate::browser::Web;

#[tokio::test]
async fn answers_and_refusals_say_whose_they_are() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let metadata = web.local.admin.get("/.well-known/oauth-authorization-server").await.body;
    for request in [web.authorize(""), web.authorize("&prompt=none")] {
        assert_eq!(metadata["issuer"], browser.get(&request).await.answer()["iss"].as_str());
    }
}

#[tokio::test]
async fn a_request_cannot_choose_what_is_said() {
    let web = Web::start().await;
    let page = web.signed_in(SignedIn::Saml).await.get(&web.authorize("&iss=https%3A%2F%2Fevil.example")).await;
    assert_eq!(page.answer()["iss"], web.local.running.url);
    assert_eq!(page.location().matches("iss=").count(), 1);
}

#[tokio::test]
async fn it_can_be_left_out() {
    let web = Web::start_with(&[("authorize.iss", "omit")], GrantType::Code).await;
    assert!(!web.signed_in(SignedIn::Saml).await.get(&web.authorize("")).await.answer().contains_key("iss"));
}
