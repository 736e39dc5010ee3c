//! How long a response takes: 8 KB, RSA-2048. The bound is 2 ms at the median, in release.

#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "a program for people, not part of the library")]

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use divan::Bencher;
use postern_model::Timestamp;
use postern_model::settings::{SignedElement, Treatment};
use postern_saml::{Binding, Endpoint, Idp, NameIdFormat, PendingLogin, Policy, Sp, TrustedKey, Use, accept};
use postern_testkit::idp::{self, Key, swap};

fn main() {
    if let Some(path) = std::env::var_os("POSTERN_BENCH_RESPONSE") {
        std::fs::write(path, message("assertion")).expect("the response can be written");
        return;
    }
    divan::main();
}

fn parties() -> Option<(Sp, Idp)> {
    let policy = Policy {
        signed_element: SignedElement::Either,
        sha1: Treatment::Refuse,
        unsolicited: Treatment::Accept,
        missing_organization_name: Treatment::Refuse,
    };
    let sp = Sp {
        entity_id: idp::AUDIENCE.to_owned(),
        acs: idp::ACS.to_owned(),
        slo: String::new(),
        organization: idp::ORGANIZATION.to_owned(),
        signing: None,
        certificate: None,
        policy,
    };
    let idp = Idp {
        id: "okta".to_owned(),
        issuer: idp::ISSUER.to_owned(),
        keys: vec![TrustedKey::from_text(Key::First.certificate()).ok()?],
        sso: Endpoint { binding: Binding::Redirect, location: String::new() },
        slo: None,
        name_id_format: NameIdFormat::EmailAddress,
        sign_requests: false,
        force_authn: false,
    };
    Some((sp, idp))
}

/// A good response, filled up to 8 KB with attributes. `POSTERN_BENCH_RESPONSE` names a file to write it to, in base64, so
/// that other software can be measured on the same one.
fn message(signed: &str) -> Vec<u8> {
    let more: String = (0..34).map(|at| format!("<saml:Attribute Name=\"group{at}\"><saml:AttributeValue>a group of people number {at}</saml:AttributeValue></saml:Attribute>")).collect();
    let fill = |text: &str| swap(text, "</saml:AttributeStatement>", &format!("{more}</saml:AttributeStatement>"));
    let one = idp::with_signed_assertion(fill);
    STANDARD.encode(if signed == "both" { idp::sign(&one, Key::First) } else { one }).into_bytes()
}

#[divan::bench(args = ["assertion", "both"])]
fn response_of_8_kb(bencher: Bencher<'_, '_>, signed: &str) {
    let (Some((sp, idp)), message, Some(now)) = (parties(), message(signed), Timestamp::parse(idp::NOW)) else { return };
    let pending = [PendingLogin { id: idp::REQUEST.to_owned(), idp: "okta".to_owned(), issued: now }];
    let examine = || accept(&message, &sp, &idp, Use::WebLogin { pending: &pending }, now, Duration::from_secs(10));
    assert!(examine().outcome.is_ok());
    bencher.bench(examine);
}
