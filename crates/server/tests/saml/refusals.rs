//! What is not even looked at, and what people are told.

use crate::place::{ALICE, Place};

#[tokio::test]
async fn only_a_form_with_one_message_is_read() {
    let place = Place::start().await;
    let browser = place.browser();
    let response = place.idp.response(ALICE, None);
    let form = |fields: &[(&str, &str)]| form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    const FORM: &str = "application/x-www-form-urlencoded";
    let cases = [
        (FORM, form(&[("SAMLResponse", &response), ("SAMLResponse", &response)])),
        (FORM, form(&[("SAMLResponse", &response), ("RelayState", "a"), ("RelayState", "b")])),
        (FORM, form(&[("SAMLRequest", &response)])),
        (FORM, form(&[("SAMLResponse", "")])),
        (FORM, String::new()),
        ("application/json", format!("{{\"SAMLResponse\":\"{response}\"}}")),
        ("text/plain", form(&[("SAMLResponse", &response)])),
        (FORM, form(&[("SAMLResponse", &"A".repeat(600_000))])),
    ];
    for (at, (content_type, body)) in cases.into_iter().enumerate() {
        let page = browser.post_raw("/saml", content_type, body).await;
        assert_eq!((page.status, page.code().await.as_str()), (400, "saml.form_malformed"), "case {at}");
    }
    assert_eq!((place.kept(), browser.has_session()), ([0, 0, 0], false));
}

#[tokio::test]
async fn a_refusal_is_a_page_that_names_its_decision_and_not_its_cause() {
    let place = Place::start().await;
    let unsigned =
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, place.idp.around(&place.idp.assertion(ALICE, None), None));
    let page = place.post(&place.browser(), &unsigned).await;
    assert_eq!((page.status, page.header("content-type")), (403, "text/html; charset=utf-8"));
    assert!(page.text.contains("You are not signed in"), "{}", page.text);
    assert!(page.text.contains("The message of your identity provider was not accepted."));
    assert!(page.text.contains(&format!("/postern/decisions/{}", page.header("postern-decision"))));
    assert!(!page.text.contains("unsigned") && !page.text.contains(ALICE));
    assert!(page.header("content-security-policy").starts_with("default-src 'none';"));
    assert_eq!((page.header("x-frame-options"), page.header("cache-control")), ("DENY", "no-store"));
    let decision = page.decision().await;
    let expected = serde_json::json!({
        "answer": "deny", "status": 403, "code": "saml.unsigned",
        "message": "The message of your identity provider was not accepted. Start again; if that does not help, ask your administrator.",
        "cause": "expected a signed Response or Assertion, found no signature",
    });
    assert_eq!(decision["verdict"], expected);
    let last = decision["checks"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["check"], &last["outcome"]), (&"signature".into(), &"refused".into()));
}

#[tokio::test]
async fn what_is_no_message_is_refused_by_its_form() {
    let place = Place::start().await;
    let browser = place.browser();
    let encode = |text: &str| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, text);
    place.refused(&browser, "!", "saml.message_encoding").await;
    place.refused(&browser, &encode("no xml"), "saml.xml_malformed").await;
    place.refused(&browser, &encode("<!DOCTYPE a><a/>"), "saml.xml_dtd").await;
    place.refused(&browser, &encode("<a/>"), "saml.provider_unknown").await;
}

#[tokio::test]
async fn other_methods_and_other_paths_are_not_served() {
    let place = Place::start().await;
    let browser = place.browser();
    let mut seen = Vec::new();
    for (method, path) in [("GET", "/saml"), ("POST", "/saml/login"), ("POST", "/saml/metadata"), ("GET", "/saml/other"), ("GET", "/saml/")]
    {
        let page = if method == "GET" { browser.get(path).await } else { browser.post(path, &[]).await };
        seen.push((page.status, page.header("allow").to_owned()));
    }
    let expected = [(405, "POST"), (405, "GET"), (405, "GET"), (404, ""), (404, "")].map(|(status, allow)| (status, allow.to_owned()));
    assert_eq!(seen, expected);
}
