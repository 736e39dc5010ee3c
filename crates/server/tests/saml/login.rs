use postern_model::{SignedIn, sign_in::SamlSession};
use serde_json::json;

use crate::{
    browser::parameter,
    idp::{attribute, message},
    place::{ALICE, BOB, Place},
};

#[tokio::test]
async fn a_person_signs_in_that_was_sent_off_here() {
    let place = Place::start().await;
    let browser = place.browser();
    let sent = browser.get("/saml/login?provider=okta&then=/oauth/authorize%3Fclient_id%3D1").await;
    assert_eq!((sent.status, sent.header("cache-control"), sent.header("referrer-policy")), (303, "no-store", "no-referrer"));
    let (to, _) = sent.location().split_once('?').unwrap();
    assert_eq!(
        (to, parameter(sent.location(), "RelayState"), parameter(sent.location(), "Signature")),
        ("https://idp.example/sso", None, None)
    );
    let request = message(sent.location(), "SAMLRequest");
    assert_eq!(attribute(&request, "AssertionConsumerServiceURL"), format!("{}/saml", place.local.running.url));
    assert_eq!(attribute(&request, "Destination"), "https://idp.example/sso");
    let id = attribute(&request, "ID");
    assert_eq!(id.len(), 44, "`_` and 256 bits");

    let page = place.post(&browser, &place.idp.response(ALICE, Some(&id))).await;
    assert_eq!((page.status, page.location()), (303, "/oauth/authorize?client_id=1"));
    assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "no-referrer"));
    let cookie = page.headers.get_all("set-cookie").iter().next().unwrap().to_str().unwrap();
    let expected = format!("postern-session={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=", browser.cookie("postern-session").unwrap());
    assert!(cookie.starts_with(&expected), "{cookie}");
    assert_eq!(place.kept(), [1, 1, 0], "a session, a used assertion, no login under way");
    let session = place.sessions().remove(0);
    let saml = SamlSession {
        provider: "okta".to_owned(),
        name_id: ALICE.to_owned(),
        format: Some("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress".to_owned()),
        name_qualifier: None,
        sp_name_qualifier: None,
        session_index: Some(format!("_session-{ALICE}")),
    };
    assert_eq!((session.user, session.signed_in, session.saml), (place.alice, SignedIn::Saml, Some(saml)));
    assert_eq!(session.until, place.idp.now.plus_seconds(8 * 3600).max(session.began), "SessionNotOnOrAfter ends it");
}

#[tokio::test]
async fn the_decision_shows_each_check_in_order() {
    let place = Place::start().await;
    let decision = place.sign_in(&place.browser(), ALICE).await.decision().await;
    assert_eq!(decision["verdict"], json!({ "answer": "allow" }));
    assert_eq!(decision["request"], json!({ "method": "POST", "path": "/saml" }));
    assert_eq!(decision["subject"], json!({ "kind": "PC_USER", "id": place.alice }));
    let checks: Vec<_> = decision["checks"].as_array().unwrap().iter().map(|check| check["check"].as_str().unwrap()).collect();
    let library = postern_saml::MESSAGE_CHECKS.iter().copied().chain(postern_saml::claim_checks());
    let expected: Vec<_> = ["form", "provider"]
        .into_iter()
        .chain(library)
        .chain(["person"])
        .chain(postern_decide::admission::rules())
        .chain(["replay", "landing"])
        .collect();
    assert_eq!(checks, expected);
    assert!(decision["checks"].as_array().unwrap().iter().all(|check| check["outcome"] != "refused"));
}

#[tokio::test]
async fn a_person_signs_in_that_began_at_the_identity_provider() {
    let place = Place::start().await;
    let browser = place.browser();
    let page = place.post(&browser, &place.idp.response(ALICE, None)).await;
    assert_eq!((page.status, page.location(), browser.has_session()), (303, "/signed-in", true));
    assert_eq!(place.sessions()[0].user, place.alice);
}

#[tokio::test]
async fn a_request_travels_in_a_form_where_the_record_says_so() {
    let place = Place::start().await;
    place.configure(json!({ "ssoBinding": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" })).await;
    let browser = place.browser();
    let page = browser.get("/saml/login?provider=okta").await;
    let (action, fields) = page.form();
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((page.status, action.as_str(), names), (200, "https://idp.example/sso", vec!["SAMLRequest"]));
    assert!(page.header("content-security-policy").contains("form-action 'self' https://idp.example;"), "{:?}", page.headers);
    let request = String::from_utf8(base64::Engine::decode(&base64::engine::general_purpose::STANDARD, &fields[0].1).unwrap()).unwrap();
    let page = place.post(&browser, &place.idp.response(ALICE, Some(&attribute(&request, "ID")))).await;
    assert_eq!((page.status, page.location()), (303, "/signed-in"));
}

#[tokio::test]
async fn the_provider_is_told_to_ask_anew_when_its_record_or_the_application_says_so() {
    let place = Place::start().await;
    let forced = async |path: &str| message(place.browser().get(path).await.location(), "SAMLRequest").contains("ForceAuthn=\"true\"");
    assert!(!forced("/saml/login?provider=okta").await);
    assert!(forced("/saml/login?provider=okta&forceAuthn=true").await);
    place.configure(json!({ "forceAuthn": true })).await;
    assert!(forced("/saml/login?provider=okta").await);
}

#[tokio::test]
async fn the_address_is_compared_letter_case_aside() {
    let place = Place::start().await;
    let page = place.sign_in(&place.browser(), "Alice@LOCAL.Example").await;
    assert_eq!((page.status, place.sessions()[0].user), (303, place.alice));
}

/// Help centre: signing in without an e-mail address. SCIM keeps external ids in the person's record.
#[tokio::test]
async fn somebody_is_found_by_an_external_id_under_the_issuer() {
    let place = Place::start().await;
    let known_as = |user, ids: serde_json::Value| {
        place.local.change(move |draft| {
            let mut person = draft.user(user).cloned().unwrap();
            person.other.insert("externalIds".to_owned(), ids.clone());
            draft.put_user(person);
        })
    };
    let browser = place.browser();
    known_as(place.bob, json!([{ "authorityName": "https://other.example", "externalKey": "E-17" }])).await;
    place.refused(&browser, &place.idp.response("E-17", None), "saml.person_unknown").await;
    known_as(place.bob, json!([{ "authorityName": place.idp.issuer, "externalKey": "E-17" }])).await;
    assert_eq!(place.post(&browser, &place.idp.response("E-17", None)).await.status, 303);
    assert_eq!(place.sessions()[0].user, place.bob);
    place.refused(&place.browser(), &place.idp.response("e-17", None), "saml.person_unknown").await;
}

#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    let place = Place::start().await;
    let browser = place.browser();
    place.sign_in(&browser, ALICE).await;
    let first = browser.cookie("postern-session");
    place.sign_in(&browser, BOB).await;
    assert_ne!(browser.cookie("postern-session"), first);
    assert_eq!(place.sessions().iter().map(|session| session.user).collect::<Vec<_>>(), [place.bob]);
}

#[tokio::test]
async fn an_address_elsewhere_is_not_gone_on_to() {
    let place = Place::start().await;
    for then in ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nset-cookie:a=b"] {
        let browser = place.browser();
        let request = place.send_off(&browser, then).await;
        let page = place.post(&browser, &place.idp.response(ALICE, Some(&request))).await;
        assert_eq!((page.status, page.location()), (303, "/signed-in"), "{then:?}");
    }
}

#[tokio::test]
async fn a_person_who_may_not_come_in_gets_no_session() {
    let place = Place::start().await;
    let set = |state| {
        let user = place.alice;
        place.local.change(move |draft| {
            let person = draft.user(user).cloned().unwrap();
            draft.put_user(postern_model::User { state, ..person });
        })
    };
    set(postern_model::UserState::Inactive).await;
    place.refused(&place.browser(), &place.idp.response(ALICE, None), "sign-in.person-not-active").await;
    set(postern_model::UserState::Deleted).await;
    place.refused(&place.browser(), &place.idp.response(ALICE, None), "saml.person_unknown").await;
    place.refused(&place.browser(), &place.idp.response("nobody@local.example", None), "saml.person_unknown").await;
}

#[tokio::test]
async fn single_sign_on_goes_on_when_it_is_the_only_way_in() {
    let place = Place::start().await;
    let reply = place.local.admin.put("/api/v2/identityproviders/purecloud", json!({ "disabled": true })).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(place.sign_in(&place.browser(), ALICE).await.status, 303);
}
