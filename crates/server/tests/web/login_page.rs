//! The page where people choose how to sign in.

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_model::GrantType;
use serde_json::json;

use crate::browser::{CALLBACK, Web, application, encoded};

#[tokio::test]
async fn it_names_the_organization_and_the_application() {
    let web = Web::start().await;
    let browser = web.browser();
    let page = browser.get(browser.get(&web.authorize("")).await.location()).await;
    assert_eq!((page.status, page.heading().as_str()), (200, "Sign in to Local organization"));
    assert_eq!(page.texts("title"), ["Sign in to Local organization · Postern"]);
    assert_eq!(page.texts("p"), ["to continue to Wallboard", "Local stand-in, not Genesys Cloud", &web.local.running.url[7..]]);
    assert_eq!(page.texts("label"), ["E-mail address", "Password"]);
    assert_eq!(page.all("input", "autocomplete"), ["username", "current-password"]);
    assert_eq!(page.header("content-security-policy").matches("https://app.example").count(), 1);
}

#[tokio::test]
async fn a_hint_fills_in_the_address() {
    let web = Web::start().await;
    for (hint, value) in [("ada%40local.example", "ada@local.example"), ("ada%40local.example%3Alocal", "ada@local.example"), ("local", "")]
    {
        for path in
            [format!("/login?login_hint={hint}"), web.authorize(&format!("&login_hint={hint}")).replace("/oauth/authorize", "/login")]
        {
            assert!(web.browser().get(&path).await.has("input", "value", value), "{path}");
        }
    }
}

#[tokio::test]
async fn up_to_six_providers_stand_out_and_the_others_are_in_a_list() {
    let web = Web::start().await;
    let kinds = ["adfs", "gsuite", "identitynow", "okta", "onelogin", "ping", "salesforce", "generic"];
    for kind in kinds {
        web.provider(kind, json!({ "name": if kind == "generic" { "Harbour <Bank>" } else { "" } })).await;
    }
    let page = web.browser().get("/login").await;
    let labels = ["Google Workspace", "Harbour <Bank>", "IdentityNow", "Microsoft AD FS", "Okta", "OneLogin", "PingOne", "Salesforce"];
    assert_eq!(page.texts("a"), labels);
    assert_eq!(page.texts("summary"), ["More ways to sign in"]);
    let list = page.texts("details").remove(0);
    assert_eq!(list, "More ways to sign in PingOne Salesforce");
    assert_eq!(page.all("a", "href")[4], "/saml/login?provider=okta&then=%2Fsigned-in");
}

#[tokio::test]
async fn a_choice_goes_on_with_the_request() {
    let web = Web::start().await;
    web.provider("okta", json!({})).await;
    let request = web.authorize("&state=a%26b&prompt=login");
    let page = web.browser().get(&request.replace("/oauth/authorize", "/login")).await;
    let then = web.authorize("&state=a%26b");
    assert_eq!(page.all("a", "href"), [format!("/saml/login?provider=okta&then={}&forceAuthn=true", encoded(&then))]);
}

#[tokio::test]
async fn a_provider_that_is_disabled_or_not_to_be_shown_is_not_offered() {
    let web = Web::start().await;
    web.provider("okta", json!({})).await;
    web.provider("ping", json!({ "disabled": true })).await;
    web.provider("adfs", json!({ "displayOnLogin": false })).await;
    assert_eq!(web.browser().get("/login").await.texts("a"), ["Okta"]);
}

#[tokio::test]
async fn a_logo_is_shown_if_it_is_svg() {
    let web = Web::start().await;
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (kind, logo) in [("okta", svg), ("ping", "<html><script>alert(1)</script></html>"), ("generic", "GIF89a")] {
        web.provider(kind, json!({ "name": kind, "logoImageData": STANDARD.encode(logo) })).await;
    }
    let page = web.browser().get("/login").await;
    assert_eq!(page.all("img", "src"), [format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg))]);
    assert!(page.header("content-security-policy").contains("; img-src data:; "));
}

#[tokio::test]
async fn an_organization_of_single_sign_on_has_no_password_form() {
    let web = Web::start().await;
    web.sso_only().await;
    let page = web.browser().get("/login").await;
    assert_eq!((page.all("input", "name").len(), page.all("form", "action").len()), (0, 0));
    assert_eq!(page.texts("p")[0], "This organization lets people in through single sign-on only.");
    assert_eq!(page.texts("a"), ["Okta"]);
}

#[tokio::test]
async fn forms_may_end_at_the_applications_address_and_nowhere_else() {
    let web = Web::start().await;
    for (address, source) in [
        (CALLBACK, "https://app.example"),
        ("http://127.0.0.1:9999/cb", "http://127.0.0.1:9999"),
        ("com.example.app:/callback", "com.example.app:"),
        ("http://[::1]:9999/cb", "http:"),
    ] {
        let client = application(&web.local, GrantType::Code, &[address], &["users"]).await;
        let request =
            web.authorize("").replace(&web.client.to_string(), &client.to_string()).replace(&encoded(CALLBACK), &encoded(address));
        let page = web.browser().get(&request.replace("/oauth/authorize", "/login")).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains(&format!("; form-action 'self' {source}; ")), "{policy}");
    }
}
