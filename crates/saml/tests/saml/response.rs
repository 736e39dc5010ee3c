//! Settings, browser binding, keys, form values: what varies around one message.

use std::time::Duration;

use postern_model::settings::{SignedElement, Treatment};
use postern_saml::{Accepted, Code, MESSAGE_CHECKS, PendingLogin, Refusal, Sp, Use, accept, claim_checks, hint};
use postern_testkit::idp::{self, Key, both_signed, response_signed, swap, swap_all, with_signed_assertion};

use crate::harness::{code, encoded, login, login_as, now, pending, provider, reason, sp, trusted};

const SIGNED_ELEMENT: &str = Code::SignedElement.code();

fn good() -> String {
    with_signed_assertion(str::to_owned)
}

fn with_sp(message: &str, change: impl Fn(&mut Sp)) -> &'static str {
    let mut sp = sp();
    change(&mut sp);
    code(&login_as(message.as_bytes(), &sp, &provider()).outcome)
}

#[test]
fn a_good_response_says_who_signs_in() {
    let accepted = login(good()).expect("it is good");
    let fingerprint = trusted(Key::First).fingerprint;
    assert_eq!(
        accepted,
        Accepted {
            assertion_id: "_assertion1".to_owned(),
            replay_until: postern_model::Timestamp::parse("2026-03-01T12:05:10Z").expect("a moment"),
            issuer: idp::ISSUER.to_owned(),
            subject: postern_saml::NameId {
                value: idp::EMAIL.to_owned(),
                format: Some("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress".to_owned()),
                name_qualifier: None,
                sp_name_qualifier: None,
            },
            email: idp::EMAIL.to_owned(),
            organization_name: Some(idp::ORGANIZATION.to_owned()),
            service_name: Some("directory".to_owned()),
            session_index: Some("_session1".to_owned()),
            session_until: postern_model::Timestamp::parse("2026-03-01T20:00:00Z"),
            in_response_to: Some(idp::REQUEST.to_owned()),
            key_fingerprint: fingerprint,
        }
    );
}

#[test]
fn the_trace_names_every_check_in_order_and_no_person() {
    let verdict = login_as(good().as_bytes(), &sp(), &provider());
    let names: Vec<_> = verdict.steps.iter().map(|step| step.name).collect();
    let order: Vec<_> = MESSAGE_CHECKS.iter().copied().chain(claim_checks()).collect();
    assert_eq!(names, order);
    assert!(verdict.steps.iter().all(|step| step.passed && !step.compared.contains(idp::EMAIL)));
    let refused = login_as(swap(&good(), "Destination=\"https", "Destination=\"http").as_bytes(), &sp(), &provider());
    let last = refused.steps.last().expect("a step");
    assert_eq!((last.name, last.passed), ("destination", false));
    assert_eq!(last.compared, "expected the destination `https://login.example.org/saml`, found `http://login.example.org/saml`");
    let text =
        "saml.destination_mismatch: expected the destination `https://login.example.org/saml`, found `http://login.example.org/saml`";
    assert_eq!(refused.outcome.map_err(|refusal: Refusal| refusal.to_string()), Err(text.to_owned()));
}

#[test]
fn the_setting_says_which_part_must_be_signed() {
    let (assertion, response, both) = (good(), response_signed(str::to_owned), both_signed());
    for (wanted, results) in [
        (SignedElement::Either, ["ok", "ok", "ok"]),
        (SignedElement::Assertion, ["ok", SIGNED_ELEMENT, "ok"]),
        (SignedElement::Response, [SIGNED_ELEMENT, "ok", "ok"]),
        (SignedElement::Both, [SIGNED_ELEMENT, SIGNED_ELEMENT, "ok"]),
    ] {
        let actual = [&assertion, &response, &both].map(|message| with_sp(message, |sp| sp.policy.signed_element = wanted));
        assert_eq!(actual, results, "{wanted:?}");
    }
    // One good signature does not make up for a bad one.
    let broken = swap(&both, "IssueInstant=\"2026-03-01T11:59:50Z\"", "IssueInstant=\"2026-03-01T11:59:49Z\"");
    assert_eq!(with_sp(&broken, |sp| sp.policy.signed_element = SignedElement::Assertion), "saml.digest_mismatch");
}

#[test]
fn nobody_asked_is_a_setting() {
    let nobody = |text: &str| swap_all(text, " InResponseTo=\"_request1\"", "");
    let unsolicited = nobody(&with_signed_assertion(nobody));
    assert_eq!(login(&unsolicited).expect("allowed").in_response_to, None);
    assert_eq!(with_sp(&unsolicited, |sp| sp.policy.unsolicited = Treatment::Refuse), Code::Unsolicited.code());
    assert_eq!(with_sp(&good(), |sp| sp.policy.unsolicited = Treatment::Refuse), "ok");
}

#[test]
fn a_missing_organization_name_is_a_setting() {
    let attribute = r#"<saml:Attribute Name="OrganizationName"><saml:AttributeValue>acme</saml:AttributeValue></saml:Attribute>"#;
    let message = with_signed_assertion(|text| swap(text, attribute, ""));
    assert_eq!(with_sp(&message, |_| ()), "saml.organization_name_missing");
    assert_eq!(with_sp(&message, |sp| sp.policy.missing_organization_name = Treatment::Accept), "ok");
}

/// A message that was signed with RSA-SHA1 once and kept: nothing here can make such a signature.
#[test]
fn sha1_is_a_setting_and_refused_by_default() {
    let message = include_str!("sha1.xml").trim_end();
    assert_eq!(with_sp(message, |_| ()), Code::Sha1.code());
    assert_eq!(with_sp(message, |sp| sp.policy.sha1 = Treatment::Accept), "ok");
    let changed = idp::tampered(message);
    assert_eq!(with_sp(&changed, |sp| sp.policy.sha1 = Treatment::Accept), "saml.digest_mismatch");
}

#[test]
fn the_clock_may_differ_by_ten_seconds_and_no_more() {
    let examine = |seconds: i64, skew: u64| {
        let usage = Use::WebLogin { pending: &[PendingLogin { issued: now().plus_seconds(seconds), ..pending() }] };
        code(
            &accept(&encoded(good().as_bytes()), &sp(), &provider(), usage, now().plus_seconds(seconds), Duration::from_secs(skew)).outcome,
        )
    };
    // NotOnOrAfter is five minutes after, IssueInstant ten seconds before.
    assert_eq!(examine(309, 10), "ok");
    assert_eq!(examine(310, 10), Code::Expired.code());
    assert_eq!(examine(310, 3600), Code::Expired.code(), "more than ten seconds is ten seconds");
    assert_eq!(examine(299, 0), "ok");
    assert_eq!(examine(300, 0), Code::Expired.code());
    assert_eq!(examine(-20, 10), "ok");
    assert_eq!(examine(-21, 10), Code::IssuedInFuture.code());
}

#[test]
fn the_hint_is_for_looking_up_whom_to_ask() {
    let message = encoded(good().as_bytes());
    let hint = hint(&message).expect("well-formed");
    assert_eq!(hint.issuer.as_deref(), Some(idp::ISSUER));
    assert_eq!(hint.in_response_to.as_deref(), Some(idp::REQUEST));
    assert_eq!(hint.organization_name.as_deref(), Some(idp::ORGANIZATION));
    assert_eq!(reason(login("<a>")), Code::XmlMalformed);
}
