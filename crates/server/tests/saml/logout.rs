//! Single logout, from either side. The identity provider's side is the library's own writer with its key: it is tested
//! against others elsewhere.

use postern_saml::{Binding, Carrier, Endpoint, Idp as Party, NameId, Outgoing, SigningKey, Sp, logout_request, logout_response};
use postern_testkit::idp::Key;
use ring::rand::SystemRandom;
use serde_json::json;

use crate::{
    browser::{Browser, Page, parameter},
    idp::{attribute, message},
    place::{ALICE, BOB, Place},
};

const SLO: &str = "https://idp.example/slo";

impl Place {
    async fn with_logout(binding: &str) -> Self {
        let place = Self::start().await;
        place.configure(json!({ "sloURI": SLO, "sloBinding": binding })).await;
        place
    }

    /// The identity provider as a sender, and Postern as where it sends to.
    fn sides(&self, binding: Binding) -> (Sp, Party) {
        let url = &self.local.running.url;
        let sender = Sp {
            entity_id: self.idp.issuer.to_owned(),
            acs: String::new(),
            slo: String::new(),
            organization: String::new(),
            signing: SigningKey::from_pkcs8(&self.idp.key.pkcs8(), std::sync::Arc::new(SystemRandom::new())),
            certificate: None,
            policy: (&postern_model::Settings::default()).into(),
        };
        let to = Endpoint { binding, location: format!("{url}/saml/logout") };
        let us = Party {
            id: String::new(),
            issuer: String::new(),
            keys: Vec::new(),
            sso: to.clone(),
            slo: Some(to),
            name_id_format: Default::default(),
            sign_requests: true,
            force_authn: false,
        };
        (sender, us)
    }

    fn request(&self, binding: Binding, email: &str, index: Option<&str>, id: &str) -> Outgoing {
        let (sender, us) = self.sides(binding);
        let subject = NameId { value: email.to_owned(), format: None, name_qualifier: None, sp_name_qualifier: None };
        logout_request(&sender, &us, (&subject, index), id, self.idp.now).unwrap()
    }

    fn answer(&self, request: &str, done: bool) -> Outgoing {
        let (sender, us) = self.sides(Binding::Redirect);
        logout_response(&sender, &us, (request, done), "_answer", self.idp.now).unwrap()
    }
}

/// Lets a browser carry a message.
async fn carry(browser: &Browser, outgoing: &Outgoing, relay: Option<&str>) -> Page {
    match outgoing.carrier(relay).unwrap() {
        Carrier::Redirect(url) => browser.get(&format!("/saml/logout?{}", url.split_once('?').unwrap().1)).await,
        Carrier::Post { fields, .. } => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post("/saml/logout", &fields).await
        }
    }
}

#[tokio::test]
async fn the_identity_provider_ends_a_session_and_is_told() {
    let place = Place::with_logout("HTTP Redirect").await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    place.sign_in(&place.browser(), BOB).await;
    let index = format!("_session-{ALICE}");
    let page = carry(&browser, &place.request(Binding::Redirect, ALICE, Some(&index), "_logout1"), Some("state")).await;
    assert_eq!((page.status, browser.has_session()), (303, false));
    assert_eq!(place.sessions().iter().map(|session| session.user).collect::<Vec<_>>(), [place.bob]);
    let (to, query) = page.location().split_once('?').unwrap();
    assert_eq!((to, parameter(page.location(), "RelayState").as_deref()), (SLO, Some("state")));
    assert!(query.contains("&Signature="));
    let answer = message(page.location(), "SAMLResponse");
    assert_eq!((attribute(&answer, "InResponseTo"), attribute(&answer, "Destination")), ("_logout1".to_owned(), SLO.to_owned()));
    assert!(answer.contains("urn:oasis:names:tc:SAML:2.0:status:Success"), "{answer}");
}

#[tokio::test]
async fn a_logout_travels_in_forms_too() {
    let place = Place::with_logout("HTTP Post").await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    let page = carry(&browser, &place.request(Binding::Post, ALICE, None, "_logout1"), Some("state")).await;
    let (action, fields) = page.form();
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((page.status, action.as_str(), names), (200, SLO, vec!["SAMLResponse", "RelayState"]));
    assert_eq!((fields[1].1.as_str(), place.kept()[0], browser.has_session()), ("state", 0, false));
}

#[tokio::test]
async fn without_an_index_every_session_of_the_name_ends_and_no_other() {
    let place = Place::with_logout("HTTP Redirect").await;
    for email in [ALICE, ALICE, BOB] {
        place.sign_in(&place.browser(), email).await;
    }
    let other = carry(&place.browser(), &place.request(Binding::Redirect, ALICE, Some("_other"), "_logout1"), None).await;
    assert_eq!((other.status, place.kept()[0]), (303, 3), "an unknown session is no session, and is answered");
    let all = carry(&place.browser(), &place.request(Binding::Redirect, ALICE, None, "_logout2"), None).await;
    assert_eq!((all.status, place.kept()[0]), (303, 1));
}

#[tokio::test]
async fn where_the_provider_has_no_logout_address_the_person_is_told() {
    let place = Place::start().await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    let page = carry(&browser, &place.request(Binding::Redirect, ALICE, None, "_logout1"), None).await;
    assert!(page.status == 200 && page.text.contains("Your identity provider signed you out."), "{}", page.text);
    assert_eq!(place.kept()[0], 0);
}

#[tokio::test]
async fn a_logout_that_is_not_the_identity_providers_ends_nothing() {
    let mut place = Place::with_logout("HTTP Redirect").await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    let good = place.request(Binding::Redirect, ALICE, None, "_logout1");
    let Some(Carrier::Redirect(url)) = good.carrier(None) else { panic!("a redirect") };
    let query = url.split_once('?').unwrap().1.to_owned();
    let unsigned = query.split("&SigAlg").next().unwrap().to_owned();
    place.idp.key = Key::Attacker;
    let Some(Carrier::Redirect(url)) = place.request(Binding::Redirect, ALICE, None, "_logout1").carrier(None) else {
        panic!("a redirect")
    };
    let attackers = url.split_once('?').unwrap().1.to_owned();
    place.idp.key = Key::P256;
    let cases = [
        (unsigned, "saml.unsigned"),
        (attackers, "saml.query_signature"),
        (format!("{query}&RelayState=added"), "saml.query_signature"),
        (format!("{query}&SAMLRequest=x"), "saml.query_malformed"),
        (String::new(), "saml.query_malformed"),
        ("SAMLRequest=!".to_owned(), "saml.message_encoding"),
    ];
    for (query, code) in cases {
        let page = browser.get(&format!("/saml/logout?{query}")).await;
        assert_eq!((page.code().await.as_str(), page.status / 100, place.kept()[0]), (code, 4, 1));
        assert!(page.text.contains("Sign-out was not completed"));
    }
    place.configure(json!({ "sloURI": SLO, "disabled": true })).await;
    let page = browser.get(&format!("/saml/logout?{query}")).await;
    assert_eq!((page.code().await.as_str(), place.kept()[0]), ("saml.provider_disabled", 1));
    place.configure(json!({ "sloURI": SLO })).await;
    place.later(600).await;
    let page = browser.get(&format!("/saml/logout?{query}")).await;
    assert_eq!((page.code().await.as_str(), place.kept()[0]), ("saml.expired", 1));
    let page = browser.post("/saml/logout", &[("SAMLRequest", "x"), ("SAMLResponse", "y")]).await;
    assert_eq!(page.code().await, "saml.form_malformed");
}

#[tokio::test]
async fn a_logout_request_is_good_once() {
    let place = Place::with_logout("HTTP Redirect").await;
    let request = place.request(Binding::Redirect, ALICE, None, "_logout1");
    assert_eq!(carry(&place.browser(), &request, None).await.status, 303);
    place.sign_in(&place.browser(), ALICE).await;
    let page = carry(&place.browser(), &request, None).await;
    assert_eq!((page.code().await.as_str(), place.kept()[0]), ("saml.replayed", 1));
}

#[tokio::test]
async fn who_signs_out_here_is_signed_out_at_the_identity_provider() {
    let place = Place::with_logout("HTTP Redirect").await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    let page = browser.get("/logout").await;
    assert_eq!((page.status, browser.has_session(), place.kept()[0]), (303, false, 0), "the session here ends at once");
    assert!(page.location().starts_with("https://idp.example/slo?SAMLRequest=") && page.location().contains("&Signature="));
    let request = message(page.location(), "SAMLRequest");
    assert!(request.contains(&format!(">{ALICE}</saml:NameID><samlp:SessionIndex>_session-{ALICE}</samlp:SessionIndex>")), "{request}");
    let id = attribute(&request, "ID");
    // Not in another browser, and not twice.
    let stray = carry(&place.browser(), &place.answer(&id, true), None).await;
    assert_eq!(stray.code().await, "saml.in_response_to_mismatch");
    let back = carry(&browser, &place.answer(&id, true), None).await;
    assert_eq!((back.status, back.location()), (303, "/logout"));
    let again = carry(&browser, &place.answer(&id, true), None).await;
    assert_eq!(again.code().await, "saml.in_response_to_mismatch");
    assert!(browser.get("/logout").await.text.contains("You are signed out"));
}

#[tokio::test]
async fn a_person_hears_when_the_identity_provider_could_not_end_everything() {
    let place = Place::with_logout("HTTP Redirect").await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    let id = attribute(&message(browser.get("/logout").await.location(), "SAMLRequest"), "ID");
    let page = carry(&browser, &place.answer(&id, false), None).await;
    assert!(page.status == 200 && page.text.contains("could not end all of its sessions"), "{}", page.text);
}

#[tokio::test]
async fn an_answer_that_the_identity_provider_did_not_sign_is_refused() {
    let mut place = Place::with_logout("HTTP Redirect").await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    let id = attribute(&message(browser.get("/logout").await.location(), "SAMLRequest"), "ID");
    place.idp.key = Key::Attacker;
    assert_eq!(carry(&browser, &place.answer(&id, true), None).await.code().await, "saml.query_signature");
}

#[tokio::test]
async fn nobody_is_told_where_there_is_nobody_to_tell() {
    let place = Place::start().await;
    let browser = place.browser();
    assert_eq!(browser.get("/logout").await.status, 200, "no session");
    place.sign_in(&browser, ALICE).await;
    assert_eq!(browser.get("/logout").await.status, 200, "no logout address");
}
