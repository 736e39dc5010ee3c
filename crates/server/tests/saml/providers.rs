//! What the providers' records decide.

use postern_testkit::idp::Key;
use serde_json::json;

use crate::{
    idp::Idp,
    place::{ALICE, Place},
};

#[tokio::test]
async fn either_of_two_certificates_is_good_while_keys_are_rolled_over() {
    let mut place = Place::start().await;
    let both = json!({ "certificate": null, "certificates": [Key::First.certificate_base64(), Key::Second.certificate()] });
    place.configure(both).await;
    for key in [Key::First, Key::Second] {
        place.idp.key = key;
        assert_eq!(place.sign_in(&place.browser(), ALICE).await.status, 303, "{key:?}");
    }
    place.idp.key = Key::Attacker;
    place.refused(&place.browser(), &place.idp.response(ALICE, None), "saml.signature_invalid").await;
}

#[tokio::test]
async fn a_certificate_that_is_removed_meanwhile_counts_no_more() {
    let place = Place::start().await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    place.configure(json!({ "certificate": Key::First.certificate_base64() })).await;
    place.refused(&browser, &place.idp.response(ALICE, Some(&request)), "saml.signature_invalid").await;
    place.configure(json!({ "certificate": null })).await;
    place.refused(&browser, &place.idp.response(ALICE, Some(&request)), "saml.no_key").await;
}

#[tokio::test]
async fn a_provider_that_is_disabled_meanwhile_signs_nobody_in() {
    let place = Place::start().await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    let response = place.idp.response(ALICE, Some(&request));
    place.configure(json!({ "disabled": true })).await;
    place.refused(&browser, &response, "saml.provider_disabled").await;
    place.refused(&browser, &place.idp.response(ALICE, None), "saml.provider_disabled").await;
    place.local.admin.delete("/api/v2/identityproviders/okta").await;
    place.refused(&browser, &response, "saml.provider_unknown").await;
}

#[tokio::test]
async fn nobody_is_sent_to_a_provider_that_cannot_be_used() {
    let place = Place::start().await;
    let go = async |provider: &str| {
        let page = place.browser().get(&format!("/saml/login?provider={provider}")).await;
        assert!(page.text.contains("This identity provider cannot be used to sign in here."), "{}", page.text);
        format!("{} {}", page.status, page.code().await)
    };
    assert_eq!(go("").await, "404 saml.provider_unknown");
    assert_eq!(go("adfs").await, "404 saml.provider_unknown");
    assert_eq!(go("purecloud").await, "404 saml.provider_unknown");
    place.configure(json!({ "disabled": true })).await;
    assert_eq!(go("okta").await, "404 saml.provider_disabled");
    place.configure(json!({ "certificate": null })).await;
    assert_eq!(go("okta").await, "404 saml.no_key");
    // Records from before a check was there.
    for field in ["issuerURI", "ssoTargetURI"] {
        place.configure(json!({})).await;
        let spoil = |draft: &mut postern_org::Draft<'_>| {
            let mut record = draft.provider("okta").cloned().unwrap();
            record.other.insert(field.to_owned(), json!("javascript:alert(1)"));
            if field == "issuerURI" {
                record.other.remove(field);
            }
            draft.put_provider(record);
        };
        place.local.change(spoil).await;
        assert_eq!(go("okta").await, "404 saml.provider_incomplete", "{field}");
    }
    assert_eq!(place.kept(), [0, 0, 0]);
}

#[tokio::test]
async fn the_issuer_must_be_the_one_of_the_provider_that_was_asked() {
    let place = Place::start().await;
    let elsewhere = Idp { issuer: "https://other.example/md", ..place.idp.clone() };
    place.refused(&place.browser(), &elsewhere.response(ALICE, None), "saml.provider_unknown").await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    place.refused(&browser, &elsewhere.response(ALICE, Some(&request)), "saml.issuer_mismatch").await;
}

/// The issuer says which of them it is; the key alone does not.
#[tokio::test]
async fn two_providers_with_one_key_do_not_stand_for_each_other() {
    let place = Place::start().await;
    let other = Idp { issuer: "https://other.example/md", audience: "urn:local:other", ..place.idp.clone() };
    let created = place.local.admin.post("/api/v2/identityproviders", other.record()).await;
    assert_eq!(created.status, 200);
    let browser = place.browser();
    assert_eq!(place.post(&browser, &other.response(ALICE, None)).await.status, 303);
    assert_eq!(place.sessions()[0].saml.as_ref().unwrap().provider, created.body["id"]);
    // Begun for the one, answered by the other.
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    place.refused(&browser, &other.response(ALICE, Some(&request)), "saml.issuer_mismatch").await;
    // The audience of the one in the name of the other.
    let mixed = Idp { audience: other.audience, ..place.idp.clone() };
    place.refused(&place.browser(), &mixed.response(ALICE, None), "saml.audience_mismatch").await;
}

/// Two applications at one identity provider share its issuer, and each has an audience of its own.
#[tokio::test]
async fn of_two_records_with_one_issuer_the_one_whose_audience_it_is_counts() {
    let place = Place::start().await;
    let other = Idp { audience: "urn:local:other", ..place.idp.clone() };
    let created = place.local.admin.post("/api/v2/identityproviders", other.record()).await;
    for (idp, provider) in [(&other, created.body["id"].as_str().unwrap()), (&place.idp, "okta")] {
        let browser = place.browser();
        assert_eq!(place.post(&browser, &idp.response(ALICE, None)).await.status, 303);
        assert!(place.sessions().iter().any(|session| session.saml.as_ref().unwrap().provider == provider));
    }
    let neither = Idp { audience: "urn:local:third", ..place.idp.clone() };
    place.refused(&place.browser(), &neither.response(ALICE, None), "saml.audience_mismatch").await;
}

#[tokio::test]
async fn an_assertion_for_another_organization_is_refused() {
    let place = Place::start().await;
    let elsewhere = place.idp.edited(ALICE, None, |assertion| assertion.replace(">local<", ">harbourbank<"));
    place.refused(&place.browser(), &elsewhere, "saml.organization_mismatch").await;
}

#[tokio::test]
async fn without_a_relying_party_identifier_the_audience_is_the_login_host() {
    let place = Place::start().await;
    place.configure(json!({ "relyingPartyIdentifier": "" })).await;
    let url: &'static str = place.local.running.url.clone().leak();
    let idp = Idp { audience: url, ..place.idp.clone() };
    assert_eq!(place.post(&place.browser(), &idp.response(ALICE, None)).await.status, 303);
    place.refused(&place.browser(), &place.idp.response(ALICE, None), "saml.audience_mismatch").await;
}
