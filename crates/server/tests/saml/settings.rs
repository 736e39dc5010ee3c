//! What the settings `saml.*` decide.

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_testkit::idp::{Key, sign, swap};
use serde_json::json;

use crate::place::{ALICE, Place};

async fn set(place: &Place, key: &str, value: &str) {
    let reply = place.local.admin.patch("/postern/settings", json!({ key: value })).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
}

/// What becomes of a response that nobody asked for.
async fn outcome(place: &Place, response: &str) -> String {
    let page = place.post(&place.browser(), response).await;
    format!("{} {}", page.status, page.code().await).trim().to_owned()
}

#[tokio::test]
async fn the_setting_says_which_element_must_be_signed() {
    let place = Place::start().await;
    let assertion = || place.idp.response(ALICE, None);
    let response = || STANDARD.encode(sign(&place.idp.around(&place.idp.assertion(ALICE, None), None), place.idp.key));
    let both = || {
        let inner = sign(&place.idp.assertion(ALICE, None), place.idp.key);
        STANDARD.encode(sign(&place.idp.around(&inner, None), place.idp.key))
    };
    let no = "403 saml.signed_element";
    for (value, expected) in
        [("either", ["303", "303", "303"]), ("assertion", ["303", no, "303"]), ("response", [no, "303", "303"]), ("both", [no, no, "303"])]
    {
        set(&place, "saml.signed-element", value).await;
        let seen = [outcome(&place, &assertion()).await, outcome(&place, &response()).await, outcome(&place, &both()).await];
        assert_eq!(seen, expected.map(str::to_owned), "{value}");
    }
}

#[tokio::test]
async fn the_setting_says_whether_sha1_is_good_enough() {
    let mut place = Place::start().await;
    place.idp.key = Key::First;
    place.configure(json!({ "certificate": Key::First.certificate() })).await;
    // Nothing here makes such a signature; what is wrong with the message when SHA-1 is no reason shows that it is none.
    let label =
        |text: String| swap(&text, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1");
    let response = label(place.idp.around(&sign(&place.idp.assertion(ALICE, None), Key::First), None));
    let response = STANDARD.encode(response);
    assert_eq!(outcome(&place, &response).await, "403 saml.sha1");
    set(&place, "saml.sha1", "accept").await;
    assert_eq!(outcome(&place, &response).await, "403 saml.signature_invalid");
}

#[tokio::test]
async fn the_setting_says_whether_a_sign_in_may_begin_at_the_identity_provider() {
    let place = Place::start().await;
    set(&place, "saml.unsolicited", "refuse").await;
    assert_eq!(outcome(&place, &place.idp.response(ALICE, None)).await, "403 saml.unsolicited");
    assert_eq!(place.sign_in(&place.browser(), ALICE).await.status, 303);
    set(&place, "saml.unsolicited", "accept").await;
    assert_eq!(outcome(&place, &place.idp.response(ALICE, None)).await, "303");
}

#[tokio::test]
async fn the_setting_says_whether_the_organization_must_be_named() {
    let place = Place::start().await;
    let unnamed = || {
        let name = r#"<saml:Attribute Name="OrganizationName"><saml:AttributeValue>local</saml:AttributeValue></saml:Attribute>"#;
        place.idp.edited(ALICE, None, |assertion| swap(&assertion, name, ""))
    };
    assert_eq!(outcome(&place, &unnamed()).await, "403 saml.organization_name_missing");
    set(&place, "saml.missing-organization-name", "accept").await;
    assert_eq!(outcome(&place, &unnamed()).await, "303");
}

/// The platform takes https only; a developer's identity provider runs on this machine without.
#[tokio::test]
async fn the_setting_says_whether_a_provider_on_this_machine_may_go_without_https() {
    let place = Place::start().await;
    let write = async |target: &str| {
        let reply = place.local.admin.put("/api/v2/identityproviders/adfs", place.record(json!({ "ssoTargetURI": target }))).await;
        reply.outcome()
    };
    let near = ["http://127.0.0.1:7000/sso", "http://localhost/sso", "http://[::1]:7000/sso", "HTTP://LOCALHOST:7000"];
    let far = [
        "http://idp.example/sso",
        "http://127.0.0.1.evil.example/",
        "http://localhost@evil.example/",
        "http://",
        "http:///sso",
        "ftp://localhost/",
    ];
    for target in near.into_iter().chain(far) {
        assert_eq!(write(target).await, "400 invalid.target.url", "{target}");
    }
    set(&place, "identity-providers.loopback-http", "accept").await;
    for target in near {
        assert_eq!(write(target).await, "200", "{target}");
    }
    for target in far {
        assert_eq!(write(target).await, "400 invalid.target.url", "{target}");
    }
}
