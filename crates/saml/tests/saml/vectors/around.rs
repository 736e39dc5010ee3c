//! One good message, and what varies around it: keys, pending logins, form values, what was used before.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use postern_model::Timestamp;
use postern_model::settings::Treatment;
use postern_saml::{Accepted, CertificateFault, Idp, PendingLogin, Refusal, Sp, TrustedKey, Use, accept};
use postern_testkit::idp::{Key, assertion, in_response, sign, swap_all, with_signed_assertion};

use super::{Outcome, once};
use crate::harness::{Spent, code, encoded, login_as, now, pending, provider, sp, trusted};

fn good() -> String {
    with_signed_assertion(str::to_owned)
}

pub fn outcomes() -> Vec<Outcome> {
    let value = |value: &[u8]| accept(value, &sp(), &provider(), Use::WebLogin { pending: &[pending()] }, now(), SKEW).outcome;
    [clock_moved_back()].into_iter().chain(keys()).chain(browsers()).chain(form_values(&value)).collect()
}

const SKEW: Duration = Duration::from_secs(10);

fn clock_moved_back() -> Outcome {
    let mut spent = Spent::default();
    let mut at = |seconds: i64| {
        let usage = Use::WebLogin { pending: &[pending()] };
        once(&mut spent, accept(&encoded(good().as_bytes()), &sp(), &provider(), usage, now().plus_seconds(seconds), SKEW).outcome)
    };
    assert_eq!(at(60), "ok");
    ("time-clock-moved-back".to_owned(), at(0))
}

fn keys() -> Vec<Outcome> {
    let with = |message: &str, change: &dyn Fn(&mut Sp, &mut Idp)| {
        let (mut sp, mut provider) = (sp(), provider());
        change(&mut sp, &mut provider);
        code(&login_as(message.as_bytes(), &sp, &provider).outcome)
    };
    let configured = |text: &str, now: Timestamp| {
        let key = TrustedKey::from_text(text).and_then(|key| key.check_dates(now).map(|()| key));
        key.map_or_else(CertificateFault::code, |_| "ok")
    };
    let five = [Key::Second, Key::P256, Key::Attacker, Key::First, Key::P384].map(trusted).to_vec();
    let six = [Key::Second, Key::Second, Key::P256, Key::Attacker, Key::First, Key::P384].map(trusted).to_vec();
    let by_p384 = in_response(&sign(&assertion(), Key::P384));
    let expires = trusted(Key::First).not_after;
    vec![
        ("keys-rsa-1024", configured(Key::weak_certificate(), now())),
        ("keys-fifth-of-five", with(&by_p384, &|_, idp| idp.keys = five.clone())),
        ("keys-sixth", with(&by_p384, &|_, idp| idp.keys = six.clone())),
        ("keys-removed-meanwhile", with(&good(), &|_, idp| idp.keys = vec![trusted(Key::Second)])),
        ("keys-none", with(&good(), &|_, idp| idp.keys.clear())),
        ("keys-certificate-expired", configured(Key::First.certificate(), expires.plus_seconds(1))),
        ("keys-certificate-expired-since", with(&good(), &|_, idp| idp.keys[0].not_after = now().plus_seconds(-1))),
        ("keys-shared-by-two-providers", with(&good(), &|_, idp| idp.issuer = "https://idp.example/other".to_owned())),
        ("keys-other-organizations-provider", with(&good(), &|sp, _| sp.entity_id = "urn:postern:globex".to_owned())),
        ("keys-other-organizations-name", with(&good(), &|sp, _| sp.organization = "globex".to_owned())),
    ]
    .into_iter()
    .map(named)
    .collect()
}

fn named((name, outcome): (&str, &'static str)) -> Outcome {
    (name.to_owned(), outcome)
}

fn browsers() -> Vec<Outcome> {
    let answered = |pending: &[PendingLogin]| {
        code(&accept(&encoded(good().as_bytes()), &sp(), &provider(), Use::WebLogin { pending }, now(), SKEW).outcome)
    };
    let other_tab = PendingLogin { id: "_request0".to_owned(), ..pending() };
    let issued = |seconds: i64| PendingLogin { issued: now().plus_seconds(-seconds), ..pending() };
    let nobody = |text: &str| swap_all(text, " InResponseTo=\"_request1\"", "");
    let mut strict = sp();
    strict.policy.unsolicited = Treatment::Refuse;
    let unsolicited = nobody(&with_signed_assertion(nobody));
    vec![
        ("browser-other-browser", answered(std::slice::from_ref(&other_tab))),
        ("browser-two-tabs", answered(&[other_tab, pending()])),
        ("browser-used-twice", answered(&[])),
        ("browser-older-than-ten-minutes", answered(&[issued(600)])),
        ("browser-nine-minutes", answered(&[issued(599)])),
        ("browser-other-provider", answered(&[PendingLogin { idp: "ping".to_owned(), ..pending() }])),
        ("browser-unsolicited-refused", code(&login_as(unsolicited.as_bytes(), &strict, &provider()).outcome)),
    ]
    .into_iter()
    .map(named)
    .collect()
}

/// The good message in other dress, as the given use takes it.
pub fn form_values(examine: &dyn Fn(&[u8]) -> Result<Accepted, Refusal>) -> Vec<Outcome> {
    let message = good();
    let plain = STANDARD.encode(&message);
    let lines: Vec<String> = plain.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    [
        ("post-url-safe", URL_SAFE.encode(&message)),
        ("post-no-padding", STANDARD_NO_PAD.encode(&message)),
        ("post-line-wrapped", lines.join("\r\n")),
        ("post-trailing-nul", format!("{plain}\0")),
        ("post-mixed-alphabets", format!("-{plain}+/")),
        ("post-json", format!("{{\"SAMLResponse\":\"{plain}\"}}")),
        ("post-20mb", "A".repeat(20_000_000)),
    ]
    .into_iter()
    .map(|(name, value)| named((name, code(&examine(value.as_bytes())))))
    .collect()
}

/// Else the vectors of other alphabets and missing padding would test nothing.
#[test]
fn the_good_message_has_what_the_encodings_differ_in() {
    let plain = STANDARD.encode(good());
    assert!(plain.contains(['+', '/']) && plain.ends_with('='));
}
