//! A proof key cannot be weakened on the way in (RFC 7636, RFC 9700 §4.8.2).

use postern_model::{GrantType, SignedIn, sign_in::AuthorizationCode};

use crate::browser::{CHALLENGE, Web};

#[tokio::test]
async fn the_challenge_goes_with_the_code() {
    let web = Web::start().await;
    let request = web.authorize(&format!("&code_challenge={CHALLENGE}&code_challenge_method=S256"));
    assert!(web.signed_in(SignedIn::Saml).await.get(&request).await.answer().contains_key("code"));
    let organization = web.local.running.organization();
    assert_eq!(organization.all_kept::<AuthorizationCode>().next().unwrap().challenge.as_deref(), Some(CHALLENGE));
}

#[tokio::test]
async fn another_method_than_s256_is_refused() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let plain = "invalid_request: `code_challenge_method` must be S256; without it the method would be `plain`";
    for (more, told) in [
        (format!("&code_challenge={CHALLENGE}&code_challenge_method=plain"), plain),
        (format!("&code_challenge={CHALLENGE}"), plain),
        (format!("&code_challenge={CHALLENGE}&code_challenge_method=none"), plain),
        ("&code_challenge_method=S256".to_owned(), "invalid_request: `code_challenge_method` was sent without `code_challenge`"),
        (
            "&code_challenge=tooshort&code_challenge_method=S256".to_owned(),
            "invalid_request: `code_challenge` is not of method S256: 43 characters of base64url, without padding",
        ),
        (
            format!("&code_challenge={CHALLENGE}&code_challenge=&code_challenge_method=S256"),
            "invalid_request: parameter `code_challenge` appears more than once",
        ),
    ] {
        let page = browser.get(&web.authorize(&more)).await;
        assert_eq!((page.told().as_str(), page.answer().contains_key("code")), (told, false), "{more}");
    }
}

#[tokio::test]
async fn an_organization_can_ask_every_code_client_for_it() {
    let web = Web::start_with(&[("code.pkce", "required")], GrantType::Code).await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let told = "invalid_request: code challenge required: send `code_challenge` with `code_challenge_method=S256`";
    assert_eq!(browser.get(&web.authorize("")).await.told(), told);
    assert_eq!(browser.get(&web.authorize("&code_challenge=")).await.told(), told);
    let request = web.authorize(&format!("&code_challenge={CHALLENGE}&code_challenge_method=S256"));
    assert!(browser.get(&request).await.answer().contains_key("code"));
}

#[tokio::test]
async fn the_implicit_grant_has_none() {
    let web = Web::start_with(&[("code.pkce", "required")], GrantType::Token).await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let ask = |more: &str| web.authorize(more).replace("response_type=code", "response_type=token");
    assert!(browser.get(&ask("")).await.answer().contains_key("access_token"));
    let page = browser.get(&ask(&format!("&code_challenge={CHALLENGE}&code_challenge_method=S256"))).await;
    assert_eq!(page.told(), "invalid_request: `code_challenge` goes with `response_type=code` only");
}
