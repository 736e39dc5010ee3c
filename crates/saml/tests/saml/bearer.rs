//! The SAML2-bearer grant: whole Response or bare Assertion, the same signature rules, other addresses.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use postern_saml::{Accepted, Code, Refusal, Use, accept};
use postern_testkit::idp::{self, ACS, Key, Style, TOKEN_ENDPOINT, assertion, cut, in_response, sign, sign_as, swap, swap_all, vectors};

use crate::harness::{Spent, code, encoded, now, provider, sp};

const APPLICATION: &str = "https://localhost:8443/saml";

fn examine(value: &[u8]) -> Result<Accepted, Refusal> {
    let usage = Use::BearerGrant { recipients: &[TOKEN_ENDPOINT, APPLICATION], audiences: &[APPLICATION] };
    accept(value, &sp(), &provider(), usage, now(), Duration::from_secs(10)).outcome
}

fn grant_value(value: &[u8]) -> &'static str {
    code(&examine(value))
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

/// An assertion whose content uses prefixes (`xsi:type="xs:string"`), kept by the signature's PrefixList. `declared` is
/// where `xs` and `xsi` are declared: on the assertion itself, as exclusive canonicalization cuts it out.
fn with_types(declared: bool) -> String {
    const SPACES: &str = r#" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;
    let typed = for_grant(TOKEN_ENDPOINT).replace("<saml:AttributeValue>", "<saml:AttributeValue xsi:type=\"xs:string\">");
    let canonical = swap(&typed, ":assertion\" ID", &format!(":assertion\"{SPACES} ID"));
    let list = |info: String| {
        let transform = r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">"#;
        swap(
            &info,
            transform,
            &format!(
                "{transform}{}",
                r#"<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs xsi"></ec:InclusiveNamespaces>"#
            ),
        )
    };
    let text = if declared { canonical.clone() } else { typed };
    sign_as(&text, &Style { info: &list, digested: Some(canonical), ..Style::of(Key::First) })
}

/// Each buys a token once; the second time it was used before.
#[test]
fn grants_that_are_good_are_good_once() {
    let plain = |text: &str| encoded(text.as_bytes());
    let bare = sign(&for_grant(TOKEN_ENDPOINT), Key::First);
    let every_space = r#"<saml:Assertion xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:other="urn:other" "#;
    let own = sign(&swap(&for_grant(APPLICATION), idp::AUDIENCE, APPLICATION), Key::First);
    for (case, value) in [
        ("A1 a whole Response", plain(&around(&bare, TOKEN_ENDPOINT))),
        ("A2 a bare Assertion, URL-safe", URL_SAFE_NO_PAD.encode(with_types(true)).into_bytes()),
        ("A3 the same, padded", URL_SAFE.encode(with_types(true)).into_bytes()),
        ("A4 a bare Assertion with every namespace around it", plain(&swap(&bare, "<saml:Assertion ", every_space))),
        ("A5 audience and recipient are the application's address", plain(&around(&own, APPLICATION))),
        ("A6 only the Response is signed", plain(&sign(&around(&for_grant(TOKEN_ENDPOINT), TOKEN_ENDPOINT), Key::First))),
    ] {
        let mut spent = Spent::default();
        let mut buy = || examine(&value).map(|accepted| spent.spend(&accepted)).map_err(|refusal| refusal.code);
        assert_eq!((buy(), buy()), (Ok("ok"), Ok(Code::Replayed.code())), "{case}");
    }
    // Cut out without its namespaces it is no XML.
    assert_eq!(grant(&with_types(false)), Code::XmlMalformed.code());
}

#[test]
fn grants_that_are_bad_buy_nothing() {
    let bare = sign(&for_grant(TOKEN_ENDPOINT), Key::First);
    let good = around(&bare, TOKEN_ENDPOINT);
    let own = |audience: &str| swap(&for_grant(APPLICATION), idp::AUDIENCE, audience);
    let other = "https://localhost:9443/saml";
    let browser = idp::with_signed_assertion(str::to_owned);
    for (case, value, code) in [
        ("R1 another audience", around(&sign(&own(other), Key::First), APPLICATION), Code::AudienceMismatch),
        ("R2 a recipient that is not registered", around(&sign(&for_grant(other), Key::First), other), Code::RecipientMismatch),
        ("R2 a destination that is not registered", around(&bare, other), Code::DestinationMismatch),
        ("R3 a browser's response", browser, Code::RecipientMismatch),
        ("R4 tampered", swap_all(&good, idp::EMAIL, "admin@example.org"), Code::DigestMismatch),
        ("R5 unsigned", around(&for_grant(TOKEN_ENDPOINT), TOKEN_ENDPOINT), Code::Unsigned),
        ("R5 unsigned and bare", for_grant(TOKEN_ENDPOINT), Code::Unsigned),
        ("R7 the assertion twice", around(&format!("{bare}{bare}"), TOKEN_ENDPOINT), Code::DuplicateId),
        ("R7 two assertions", around(&format!("{bare}{}", idp::evil(&bare)), TOKEN_ENDPOINT), Code::SeveralAssertions),
    ] {
        assert_eq!(grant(&value), code.code(), "{case}");
    }
    assert_eq!(grant_value(b"<samlp:Response"), Code::MessageEncoding.code(), "R6 not base64");
}

/// Stolen on its way to us: refused even where somebody registered our own consumer service as a redirect URI.
#[test]
fn a_browsers_response_buys_no_token() {
    let browser = idp::with_signed_assertion(str::to_owned);
    let usage = Use::BearerGrant { recipients: &[TOKEN_ENDPOINT, ACS], audiences: &[] };
    let outcome = accept(&encoded(browser.as_bytes()), &sp(), &provider(), usage, now(), Duration::ZERO).outcome;
    assert_eq!(code(&outcome), Code::InResponseToMismatch.code());
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

/// As they are, the vectors are for a browser; whatever else is wrong with them, none buys a token.
#[test]
fn no_vector_buys_a_token_as_it_is() {
    for vector in vectors::all() {
        assert_ne!(grant_value(&encoded(&vector.message)), "ok", "{}", vector.name);
    }
}
