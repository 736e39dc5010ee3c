//! Redirect addresses are compared character for character, and nobody is ever sent to another (RFC 9700 §4.1, §4.11).

use postern_model::{GrantType, SignedIn};

use crate::browser::{CALLBACK, Web, application, encoded};

#[tokio::test]
async fn an_address_that_is_not_registered_is_shown_and_never_gone_to() {
    let web = Web::start().await;
    for browser in [web.browser(), web.signed_in(SignedIn::Saml).await] {
        for other in [
            "https://app.example/callback/",
            "https://app.example/callbacks",
            "https://app.example/Callback",
            "https://APP.example/callback",
            "https://app.example/callback?next=1",
            "https://app.example/callback#",
            "https://app.example/",
            "http://app.example/callback",
            "https://app.example:443/callback",
            "https://app.example@evil.example/callback",
            "https://evil.example/?https://app.example/callback",
            "//evil.example",
            "javascript:alert(1)",
            "https://app.example/callback\r\nlocation: https://evil.example",
        ] {
            let page = browser.get(&web.authorize("").replace(&encoded(CALLBACK), &encoded(other))).await;
            assert_eq!((page.status, page.header("location")), (400, ""), "{other}");
            assert_eq!(page.heading(), "Redirect address not registered");
            assert_eq!(web.reason(&page).await, "authorize.redirect-uri");
        }
    }
}

#[tokio::test]
async fn the_page_says_what_to_do_and_the_trace_what_is_registered() {
    let web = Web::start().await;
    let page = web.browser().get(&web.authorize("").replace(&encoded(CALLBACK), &encoded("https://app.example/<b>"))).await;
    let expected = "The address https://app.example/<b> is not registered with the client “Wallboard”. Register exactly this address, \
                    or send one that is registered: they are compared character for character.";
    assert_eq!(page.texts("p")[0], expected);
    assert!(!page.text.contains(CALLBACK), "what is registered is for this machine only");
    let id = page.header("postern-decision");
    assert!(page.has("a", "href", &format!("/postern/decisions/{id}")));
    let decision = web.local.admin.get(&format!("/postern/decisions/{id}")).await;
    assert_eq!(decision.body["verdict"]["cause"], format!("registered: {CALLBACK}"));
}

#[tokio::test]
async fn an_address_must_be_named_and_named_once() {
    let web = Web::start().await;
    let address = format!("&redirect_uri={}", encoded(CALLBACK));
    for (request, heading) in [
        (web.authorize("").replace(&address, ""), "Missing redirect address"),
        (web.authorize(&address), "Ambiguous redirect address"),
        (web.authorize("&redirect_uri=https%3A%2F%2Fevil.example"), "Ambiguous redirect address"),
    ] {
        let page = web.browser().get(&request).await;
        assert_eq!((page.status, page.heading().as_str()), (400, heading));
    }
}

#[tokio::test]
async fn each_registered_address_is_good_for_its_own_client_only() {
    let web = Web::start().await;
    let second = "com.example.app:/callback";
    let other = application(&web.local, GrantType::Code, &["https://other.example/", second], &["users"]).await;
    let browser = web.signed_in(SignedIn::Saml).await;
    let ask = |client: String, address: &str| {
        web.authorize("").replace(&web.client.to_string(), &client).replace(&encoded(CALLBACK), &encoded(address))
    };
    assert!(browser.get(&ask(other.to_string(), second)).await.location().starts_with("com.example.app:/callback?code="));
    assert_eq!(browser.get(&ask(other.to_string(), CALLBACK)).await.status, 400);
    assert_eq!(browser.get(&ask(web.client.to_string(), second)).await.status, 400);
}

#[tokio::test]
async fn an_unknown_client_is_shown_a_page() {
    let web = Web::start().await;
    for (client, text) in [
        ("00000000-0000-4000-8000-000000000000", "No OAuth client of this server has the id in client_id."),
        ("", "The parameter client_id is missing."),
        ("%3Cscript%3E", "The parameter client_id is not the id of an OAuth client"),
        ("a&client_id=b", "The parameter client_id appears more than once"),
    ] {
        let page = web.browser().get(&web.authorize("").replace(&web.client.to_string(), client)).await;
        assert_eq!((page.status, page.heading().as_str()), (400, "Unknown application"));
        assert!(page.texts("p")[0].starts_with(text), "{:?}", page.texts("p"));
        assert_eq!(web.reason(&page).await, "authorize.client");
    }
}

#[tokio::test]
async fn the_login_page_reads_the_request_as_strictly() {
    let web = Web::start().await;
    let login = |request: String| request.replace("/oauth/authorize?", "/login?");
    let page = web.browser().get(&login(web.authorize("")).replace("callback", "elsewhere")).await;
    assert_eq!((page.status, page.heading().as_str()), (400, "Redirect address not registered"));
    assert_eq!(web.browser().get(&login(web.authorize("&prompt=none"))).await.told(), "invalid_request: `prompt` can only be `login`");
}
