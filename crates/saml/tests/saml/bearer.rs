//! The SAML2-bearer grant: whole Response or bare Assertion, the same signature rules, other addresses.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use postern_saml::{Code, Use, accept};
use postern_testkit::idp::{self, ACS, Key, TOKEN_ENDPOINT, assertion, cut, in_response, sign, swap, swap_all, vectors};

use crate::harness::{code, encoded, now, provider, sp};

const APPLICATION: &str = "https://localhost:8443/saml";

fn grant_value(value: &[u8]) -> &'static str {
    let usage = Use::BearerGrant { recipients: &[TOKEN_ENDPOINT, APPLICATION], audiences: &[APPLICATION] };
    code(&accept(value, &sp(), &provider(), usage, now(), Duration::from_secs(10)).outcome)
}

fn grant(message: &str) -> &'static str {
    grant_value(&encoded(message.as_bytes()))
}

/// An assertion for a grant, sent to `recipient`, that answers no request.
fn for_grant(recipient: &str) -> String {
    swap(&swap(&assertion(), ACS, recipient), " InResponseTo=\"_request1\"", "")
}

fn around(inner: &str, recipient: &str) -> String {
    swap(&swap(&in_response(inner), ACS, recipient), " InResponseTo=\"_request1\"", "")
}

#[test]
fn a_whole_response_buys_a_token() {
    assert_eq!(grant(&around(&sign(&for_grant(TOKEN_ENDPOINT), Key::First), TOKEN_ENDPOINT)), "ok");
    assert_eq!(grant(&sign(&around(&for_grant(TOKEN_ENDPOINT), TOKEN_ENDPOINT), Key::First)), "ok", "only the Response signed");
}

#[test]
fn a_bare_assertion_buys_a_token_in_url_safe_base64() {
    let bare = sign(&for_grant(TOKEN_ENDPOINT), Key::First);
    assert_eq!(grant_value(URL_SAFE.encode(&bare).as_bytes()), "ok");
    assert_eq!(grant_value(URL_SAFE_NO_PAD.encode(&bare).as_bytes()), "ok");
    let declared = swap(&bare, "<saml:Assertion ", "<saml:Assertion xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ");
    assert_eq!(grant(&declared), "ok", "cut out with all its namespaces");
    assert_eq!(grant(&for_grant(TOKEN_ENDPOINT)), Code::Unsigned.code());
}

#[test]
fn the_application_may_be_recipient_and_audience() {
    let own = swap(&for_grant(APPLICATION), idp::AUDIENCE, APPLICATION);
    assert_eq!(grant(&around(&sign(&own, Key::First), APPLICATION)), "ok");
    let stranger = swap(&for_grant(APPLICATION), idp::AUDIENCE, "https://localhost:9443/saml");
    assert_eq!(grant(&around(&sign(&stranger, Key::First), APPLICATION)), Code::AudienceMismatch.code());
    let elsewhere = for_grant("https://localhost:9443/saml");
    assert_eq!(grant(&around(&sign(&elsewhere, Key::First), TOKEN_ENDPOINT)), Code::RecipientMismatch.code());
    let signed = sign(&for_grant(TOKEN_ENDPOINT), Key::First);
    assert_eq!(grant(&around(&signed, "https://localhost:9443/saml")), Code::DestinationMismatch.code());
}

#[test]
fn a_browsers_response_buys_no_token() {
    let browser = idp::with_signed_assertion(str::to_owned);
    assert_eq!(grant(&browser), Code::RecipientMismatch.code());
    let usage = Use::BearerGrant { recipients: &[TOKEN_ENDPOINT, ACS], audiences: &[] };
    let outcome = accept(&encoded(browser.as_bytes()), &sp(), &provider(), usage, now(), Duration::ZERO).outcome;
    assert_eq!(code(&outcome), Code::InResponseToMismatch.code(), "even if the consumer service is registered as a redirect URI");
}

#[test]
fn no_sign_in_statement_is_needed_but_one_that_is_over_counts() {
    let text = for_grant(TOKEN_ENDPOINT);
    let without = swap(&text, cut(&text, "<saml:AuthnStatement", "</saml:AuthnStatement>"), "");
    assert_eq!(grant(&sign(&without, Key::First)), "ok");
    let over = swap(&text, "2026-03-01T20:00:00Z", "2026-03-01T11:00:00Z");
    assert_eq!(grant(&sign(&over, Key::First)), Code::SessionExpired.code());
}

#[test]
fn an_assertion_signed_only_by_its_absent_response_is_unsigned() {
    let whole = sign(&around(&for_grant(TOKEN_ENDPOINT), TOKEN_ENDPOINT), Key::First);
    assert_eq!(grant(cut(&whole, "<saml:Assertion ", "</saml:Assertion>")), Code::Unsigned.code());
    let signature = cut(&whole, "<ds:Signature ", "</ds:Signature>");
    let moved = swap(cut(&whole, "<saml:Assertion ", "</saml:Assertion>"), "<saml:Subject>", &format!("{signature}<saml:Subject>"));
    assert_eq!(grant(&moved), Code::Reference.code());
}

/// Whatever a browser is refused for its text or its signature, a grant is refused for as well, and for the same reason.
#[test]
fn every_bad_message_is_bad_as_a_grant() {
    for vector in vectors::all() {
        let usage = Use::BearerGrant { recipients: &[TOKEN_ENDPOINT], audiences: &[] };
        let outcome = accept(&encoded(&vector.message), &sp(), &provider(), usage, now(), Duration::from_secs(10)).outcome;
        assert!(outcome.is_err(), "{}", vector.name);
    }
    let tampered = swap_all(&around(&sign(&for_grant(TOKEN_ENDPOINT), Key::First), TOKEN_ENDPOINT), idp::EMAIL, "admin@example.org");
    assert_eq!(grant(&tampered), Code::DigestMismatch.code());
}
