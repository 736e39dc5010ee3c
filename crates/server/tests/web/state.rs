//! `state` comes back as it was sent, and does no harm on the way.

use postern_model::SignedIn;

use crate::browser::{Web, encoded};

const NASTY: [&str; 7] = [
    "plain",
    "a b+c&d=e%2F",
    "\"><script>alert(1)</script>",
    "x\r\nSet-Cookie: evil=1\r\n\r\n<html>",
    "https://evil.example/?a=b#c",
    "ünïcödé ✓",
    "{\"return\":\"/app\",\"n\":[1,2]}\\",
];

#[tokio::test]
async fn it_is_echoed_verbatim_with_a_code_and_with_a_refusal() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    for state in NASTY {
        let given = browser.get(&web.authorize(&format!("&state={}", encoded(state)))).await;
        assert_eq!(given.answer()["state"], state);
        let refused = browser.get(&web.authorize(&format!("&prompt=none&state={}", encoded(state)))).await;
        assert_eq!((refused.answer()["state"].as_str(), refused.answer().contains_key("code")), (state, false));
        assert_eq!(given.set_cookies().len() + refused.set_cookies().len(), 0);
    }
}

#[tokio::test]
async fn it_is_harmless_on_the_login_page_and_comes_through_it_verbatim() {
    let web = Web::start().await;
    let browser = web.browser();
    for state in NASTY {
        let sent = browser.get(&web.authorize(&format!("&state={}", encoded(state)))).await;
        let page = browser.get(sent.location()).await;
        assert_eq!(page.hidden("then"), web.authorize(&format!("&state={}", encoded(state))));
        assert!(!page.text.contains("<script") && !page.text.contains("evil=1\r\n"));
    }
}

#[tokio::test]
async fn none_comes_back_where_none_was_sent() {
    let web = Web::start().await;
    let browser = web.signed_in(SignedIn::Saml).await;
    for request in [web.authorize(""), web.authorize("&state=")] {
        assert!(!browser.get(&request).await.answer().contains_key("state"));
    }
}

#[tokio::test]
async fn one_that_is_too_long_or_sent_twice_is_refused_and_not_echoed() {
    let web = Web::start().await;
    let (longest, longer) = ("s".repeat(4096), "s".repeat(4097));
    assert!(web.browser().get(&web.authorize(&format!("&state={longest}"))).await.asks_to_sign_in());
    for (request, told) in [
        (web.authorize(&format!("&state={longer}")), "invalid_request: `state` is too long"),
        (web.authorize("&state=a&state=b"), "invalid_request: parameter `state` appears more than once"),
    ] {
        let page = web.browser().get(&request).await;
        assert_eq!((page.told().as_str(), page.answer().contains_key("state")), (told, false));
    }
}
