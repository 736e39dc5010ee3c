//! `org` and `provider` skip the page where people choose.

use postern_model::SignedIn;
use serde_json::json;

use crate::browser::{Web, encoded};

#[tokio::test]
async fn they_go_straight_to_the_provider_and_are_not_carried_along() {
    let web = Web::start().await;
    web.provider("okta", json!({})).await;
    let then = web.authorize("&state=s");
    for (more, force) in [("&org=local&provider=okta&state=s", ""), ("&prompt=login&org=LOCAL&state=s&provider=Okta", "&forceAuthn=true")] {
        let page = web.browser().get(&web.authorize(more)).await;
        assert_eq!(page.location(), format!("/saml/login?provider=okta&then={}{force}", encoded(&then)));
    }
}

#[tokio::test]
async fn a_custom_provider_is_chosen_by_id_or_name() {
    let web = Web::start().await;
    let record = json!({
        "name": "Branch login", "issuerURI": "https://idp.example/metadata", "ssoTargetURI": "https://idp.example/sso",
        "certificates": [postern_org::demo::certificates::OKTA],
    });
    let id = web.local.admin.post("/api/v2/identityproviders", record).await.body["id"].as_str().unwrap().to_owned();
    for provider in [id.as_str(), "branch%20login"] {
        let page = web.browser().get(&web.authorize(&format!("&org=local&provider={provider}"))).await;
        assert!(page.location().starts_with(&format!("/saml/login?provider={id}&then=")), "{}", page.location());
    }
}

#[tokio::test]
async fn somebody_who_is_signed_in_is_not_sent_there() {
    let web = Web::start().await;
    web.provider("okta", json!({})).await;
    let browser = web.signed_in(SignedIn::Saml).await;
    assert!(browser.get(&web.authorize("&org=local&provider=okta")).await.answer().contains_key("code"));
    assert!(browser.get(&web.authorize("&org=local&provider=okta&prompt=login")).await.location().starts_with("/saml/login?"));
}

#[tokio::test]
async fn the_client_is_told_what_is_wrong_with_them() {
    let web = Web::start().await;
    web.provider("okta", json!({})).await;
    web.provider("ping", json!({ "disabled": true })).await;
    let together = "invalid_request: `org` and `provider` go together: send both or neither";
    let unknown = "invalid_request: `provider` is no enabled identity provider of the organization";
    for (more, told) in [
        ("&org=local", together),
        ("&provider=okta", together),
        ("&org=other&provider=okta", "invalid_request: `org` is not the short name of the client's organization"),
        ("&org=local&provider=ping", unknown),
        ("&org=local&provider=onelogin", unknown),
        ("&org=local&provider=purecloud", unknown),
    ] {
        assert_eq!(web.browser().get(&web.authorize(more)).await.told(), told, "{more}");
    }
}
