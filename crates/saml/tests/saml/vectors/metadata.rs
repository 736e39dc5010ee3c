//! An identity provider's metadata, and what is wrong with it.

use postern_saml::{Code, sp_metadata};
use postern_testkit::idp::{Key, swap};

use super::Outcome;
use crate::harness::{provider, sp};
use crate::metadata::{good, key, read, with_keys};

pub fn outcomes() -> Vec<Outcome> {
    let (first, second) = (Key::First.certificate_base64(), Key::Second.certificate_base64());
    let one = |certificate: &str| with_keys(&key("", certificate));
    let weak: String = Key::weak_certificate().lines().filter(|line| !line.starts_with("-----")).collect();
    let two = format!("</ds:X509Certificate><ds:X509Certificate>{second}</ds:X509Certificate>");
    let to = |location: &str| swap(&good(), "https://idp.example/sso", location);
    [
        ("good", good()),
        ("no-key", with_keys("")),
        ("encryption-only", with_keys(&key(" use=\"encryption\"", &first))),
        ("no-use", one(&first)),
        ("same-twice", with_keys(&[key("", &first), key("", &first)].concat())),
        ("two-keys", with_keys(&[key("", &second), key("", &first)].concat())),
        ("several-in-one", with_keys(&swap(&key("", &first), "</ds:X509Certificate>", &two))),
        ("garbage-base64", one("garbage!")),
        ("pem-armour", one(Key::First.certificate())),
        ("rsa-1024", one(&weak)),
        ("entities", good().replace("md:EntityDescriptor", "md:EntitiesDescriptor")),
        ("service-provider", sp_metadata(&sp(), &provider())),
        ("entity-id-missing", swap(&good(), " entityID=\"https://idp.example/md\"", "")),
        ("expired", swap(&good(), "2027-01-01", "2026-01-01")),
        ("http", to("http://idp.example/sso")),
        ("http-loopback", to("http://127.0.0.1:8081/sso")),
        ("javascript", to("javascript:alert(1)")),
        ("scheme-relative", to("//idp.example/sso")),
        ("user-info", to("http://localhost@evil.example/")),
        ("no-binding", swap(&good(), "HTTP-Redirect\" Location=\"https://idp.example/sso", "SOAP\" Location=\"https://idp.example/sso")),
        ("dtd", swap(&good(), "<!-- exported -->", "<!DOCTYPE x>")),
        ("10mb", " ".repeat(10_000_000)),
    ]
    .into_iter()
    .map(|(name, text)| (format!("metadata-{name}"), read(text).map_or_else(Code::code, |_| "ok")))
    .collect()
}
