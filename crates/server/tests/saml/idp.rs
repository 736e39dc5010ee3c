//! An identity provider with the testkit's keys, which knows of Postern only what an administrator would tell it.

use std::{
    io::Read,
    sync::atomic::{AtomicU64, Ordering},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_model::Timestamp;
use postern_testkit::idp::{self, Key, sign, swap, swap_all};
use serde_json::{Value, json};

use crate::browser::parameter;

#[derive(Clone)]
pub struct Idp {
    pub issuer: &'static str,
    pub audience: &'static str,
    pub key: Key,
    /// Where Postern is.
    pub url: String,
    /// The clock it goes by.
    pub now: Timestamp,
}

static COUNT: AtomicU64 = AtomicU64::new(1);

impl Idp {
    pub fn of(url: &str) -> Self {
        let now = Timestamp::parse(&jiff_now()).unwrap();
        Self { issuer: "https://idp.example/md", audience: "urn:local:postern", key: Key::P256, url: url.to_owned(), now }
    }

    /// The record that an administrator writes for it.
    pub fn record(&self) -> Value {
        json!({
            "name": "Test", "issuerURI": self.issuer, "ssoTargetURI": "https://idp.example/sso", "relyingPartyIdentifier": self.audience,
            "certificate": self.key.certificate_base64(), "disabled": false,
        })
    }

    /// An unsigned assertion for a person, in answer to a request if one is given.
    pub fn assertion(&self, email: &str, request: Option<&str>) -> String {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let at = |seconds: i64| self.now.plus_seconds(seconds).to_string();
        let text = swap_all(&idp::assertion(), idp::ISSUER, self.issuer);
        let text = swap(&text, idp::AUDIENCE, self.audience);
        let text = swap(&text, idp::ACS, &format!("{}/saml", self.url));
        let text = swap(&text, ">acme<", ">local<");
        let text = swap_all(&text, idp::EMAIL, email);
        let text = swap(&text, "_assertion1", &format!("_assertion-{count}"));
        let text = swap(&text, "_session1", &format!("_session-{email}"));
        let text = swap_all(&swap(&text, "2026-03-01T11:59:30Z", &at(-30)), "2026-03-01T11:59:50Z", &at(0));
        let text = swap(&swap_all(&text, "2026-03-01T12:05:00Z", &at(300)), "2026-03-01T20:00:00Z", &at(8 * 3600));
        answering(text, request)
    }

    /// An unsigned response around what it is given.
    pub fn around(&self, inner: &str, request: Option<&str>) -> String {
        let text = swap(&idp::in_response(inner), idp::ACS, &format!("{}/saml", self.url));
        let text = text.replace("2026-03-01T11:59:50Z", &self.now.to_string());
        answering(text.replace(idp::ISSUER, self.issuer), request)
    }

    /// A good response, as it is posted.
    pub fn response(&self, email: &str, request: Option<&str>) -> String {
        self.edited(email, request, |assertion| assertion)
    }

    /// A response whose assertion was changed before it was signed.
    pub fn edited(&self, email: &str, request: Option<&str>, edit: impl Fn(String) -> String) -> String {
        STANDARD.encode(self.around(&sign(&edit(self.assertion(email, request)), self.key), request))
    }
}

fn answering(text: String, request: Option<&str>) -> String {
    match request {
        Some(request) => swap(&text, idp::REQUEST, request),
        None => swap(&text, &format!("InResponseTo=\"{}\" ", idp::REQUEST), ""),
    }
}

fn jiff_now() -> String {
    let elapsed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Timestamp(i64::try_from(elapsed.as_millis()).unwrap()).to_string()
}

/// The message that an address carries, inflated.
pub fn message(address: &str, name: &str) -> String {
    let deflated = STANDARD.decode(parameter(address, name).unwrap_or_else(|| panic!("no {name} in {address}"))).unwrap();
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(deflated.as_slice()).read_to_string(&mut text).unwrap();
    text
}

/// An attribute of the first element of a message.
pub fn attribute(message: &str, name: &str) -> String {
    let start = message.find(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name} in {message}")) + name.len() + 3;
    message[start..].split('"').next().unwrap().to_owned()
}
