//! What an authorization request is answered with.

use postern_model::{ClientState, GrantType, SignedIn, sign_in::AuthorizationCode};

use crate::browser::{CALLBACK, Web};

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_sign_in_with_the_whole_request() {
    let web = Web::start().await;
    let asked = web.authorize("&state=a%0D%0Ab&scope=all");
    let page = web.browser().get(&asked).await;
    assert_eq!(page.location(), asked.replace("/oauth/authorize?", "/login?"));
}

#[tokio::test]
async fn who_is_signed_in_is_sent_back_with_a_code_for_exactly_this_request() {
    let web = Web::start().await;
    let page = web.signed_in(SignedIn::Saml).await.get(&web.authorize("&state=xyz")).await;
    let answer = page.answer();
    assert_eq!(answer.keys().map(String::as_str).collect::<Vec<_>>(), ["code", "iss", "state"]);
    assert_eq!(answer["state"], "xyz");
    let organization = web.local.running.organization();
    let codes: Vec<_> = organization.all_kept::<AuthorizationCode>().collect();
    assert_eq!(codes.len(), 1);
    let code = codes[0];
    assert_eq!((code.client, code.user, code.signed_in), (web.client, web.user, SignedIn::Saml));
    assert_eq!((code.redirect_uri.as_str(), code.challenge.as_deref(), code.spent), (CALLBACK, None, None));
    assert!(!serde_json::to_string(code).unwrap().contains(&answer["code"]), "the code itself is kept nowhere");
}

#[tokio::test]
async fn each_answer_is_another_code_of_256_bits() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let first = browser.get(&web.authorize("")).await.answer()["code"].clone();
    let second = browser.get(&web.authorize("")).await.answer()["code"].clone();
    assert_ne!(first, second);
    assert_eq!((first.len(), second.len()), (43, 43));
}

#[tokio::test]
async fn a_response_type_that_the_client_has_no_grant_for_is_refused() {
    let code = "unauthorized_client: the client is registered for another grant";
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let asked = web.authorize("").replace("response_type=code", "response_type=token");
    let page = browser.get(&asked).await;
    assert!(page.location().starts_with(&format!("{CALLBACK}#")), "a token request is answered in the fragment");
    assert_eq!((page.told().as_str(), web.reason(&page).await.as_str()), (code, "sign-in.grant-not-allowed"));
    for grant in [GrantType::Token, GrantType::ClientCredentials, GrantType::Password, GrantType::Saml2Bearer] {
        let client = crate::browser::application(&web.local, grant, &[CALLBACK], &["users"]).await;
        let page = browser.get(&web.authorize("").replace(&web.client.to_string(), &client.to_string())).await;
        assert!(page.location().starts_with(&format!("{CALLBACK}?")));
        assert_eq!(page.told(), code, "{grant:?}");
    }
}

#[tokio::test]
async fn a_response_type_that_there_is_not_is_refused_and_nothing_is_given() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    for (given, told) in [
        ("response_type=id_token", "unsupported_response_type: response type `id_token` is not supported; supported: code, token"),
        ("response_type=code%20token", "unsupported_response_type: response type `code token` is not supported; supported: code, token"),
        ("response_type=", "invalid_request: parameter `response_type` is missing"),
        ("response_type=code&response_type=token", "invalid_request: parameter `response_type` appears more than once"),
    ] {
        let page = browser.get(&web.authorize("&state=s").replace("response_type=code", given)).await;
        assert!(page.location().starts_with(&format!("{CALLBACK}?")), "{given}");
        assert_eq!((page.told().as_str(), page.answer()["state"].as_str()), (told, "s"));
        assert_eq!(web.reason(&page).await, "authorize.request");
    }
    assert_eq!(web.local.running.organization().all_kept::<AuthorizationCode>().count(), 0);
}

#[tokio::test]
async fn a_client_that_is_not_active_is_told_so() {
    let web = Web::start().await;
    let client = web.client;
    web.local
        .change(move |draft| {
            let known = draft.client(client).cloned().unwrap();
            draft.put_client(postern_model::Client { state: ClientState::Disabled, ..known });
        })
        .await;
    assert_eq!(web.browser().get(&web.authorize("")).await.told(), "unauthorized_client: client is not active");
}

#[tokio::test]
async fn another_organization_cannot_be_entered_yet() {
    let web = Web::start().await;
    let page = web.browser().get(&web.authorize("&target=00000000-0000-4000-8000-000000000001")).await;
    assert_eq!(page.told(), "invalid_request: `target` is not built in this version of Postern: nobody enters another organization");
}

#[tokio::test]
async fn other_methods_than_get_are_refused() {
    let web = Web::start().await;
    for (method, path, allow) in
        [("POST", "/oauth/authorize", "GET"), ("PUT", "/login", "GET, POST"), ("GET", "/consent", "POST"), ("POST", "/logout", "GET")]
    {
        let page = web.browser().method(method, path).await;
        assert_eq!((page.status, page.header("allow")), (405, allow), "{method} {path}");
    }
}
