//! Certificates as administrators paste them.

use postern_model::Timestamp;
use postern_saml::{CertificateFault, TrustedKey};
use postern_testkit::idp::Key;

#[test]
fn certificates_come_in_pem_or_base64() {
    let pem = TrustedKey::from_text(Key::First.certificate()).expect("PEM");
    let base64 = TrustedKey::from_text(&Key::First.certificate_base64()).expect("base64");
    assert_eq!(pem, base64);
    assert_eq!(pem.fingerprint.len(), 64);
    assert!(!format!("{pem:?}").contains("public"));
}

#[test]
fn other_texts_are_refused_with_the_platforms_code() {
    let two = format!("{}{}", Key::First.certificate(), Key::Second.certificate());
    let der_and_more = format!("{}AAAA", Key::First.certificate_base64().trim_end_matches('='));
    let cases: [(&str, CertificateFault, &str); 7] = [
        ("not base64!", CertificateFault::InvalidBase64, "certificate.invalid.base64"),
        ("AAAA", CertificateFault::Unparseable, "certificate.unparseable"),
        ("", CertificateFault::Unparseable, "certificate.unparseable"),
        (&two, CertificateFault::Unparseable, "certificate.unparseable"),
        ("-----BEGIN CERTIFICATE-----", CertificateFault::Unparseable, "certificate.unparseable"),
        (Key::weak_certificate(), CertificateFault::UnsupportedKey, "certificate.unparseable"),
        (Key::ed25519_certificate(), CertificateFault::UnsupportedKey, "certificate.unparseable"),
    ];
    for (text, fault, code) in cases {
        assert_eq!(TrustedKey::from_text(text), Err(fault), "{text}");
        assert_eq!(fault.code(), code);
    }
    assert!(TrustedKey::from_text(&der_and_more).is_err());
}

#[test]
fn dates_count_when_a_certificate_is_configured() {
    let key = TrustedKey::from_text(Key::First.certificate()).expect("PEM");
    assert_eq!(key.check_dates(key.not_before), Ok(()));
    assert_eq!(key.check_dates(Timestamp(key.not_before.0 - 1)), Err(CertificateFault::NotYetValid));
    assert_eq!(key.check_dates(Timestamp(key.not_after.0 + 1)), Err(CertificateFault::Expired));
    assert_eq!(CertificateFault::Expired.code(), "certificate.expired");
    assert_eq!(CertificateFault::NotYetValid.code(), "certificate.not.yet.valid");
}
