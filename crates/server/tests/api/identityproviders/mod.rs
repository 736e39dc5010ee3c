#![allow(clippy::unwrap_used, reason = "a test that cannot set up should stop loudly")]

mod create;
mod delete;
mod fixed;
mod get;
mod list;
mod put;

use postern_org::demo::certificates::OKTA;
use serde_json::{Value, json};

/// A record that every kind accepts.
pub fn record() -> Value {
    json!({
        "name": "Harbour", "disabled": false, "issuerURI": "https://idp.example/metadata", "ssoTargetURI": "https://idp.example/sso",
        "sloURI": "", "sloBinding": "HTTP Redirect", "relyingPartyIdentifier": "", "signAuthnRequests": false,
        "certificate": OKTA, "certificates": [OKTA],
    })
}

/// The record with some members changed; `null` takes one out.
pub fn with(changes: Value) -> Value {
    let mut record = record();
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
}

/// A self-made certificate in PEM, valid from the first day of one year to that of another.
pub fn certificate(from: i32, until: i32) -> String {
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    (params.not_before, params.not_after) = (rcgen::date_time_ymd(from, 1, 1), rcgen::date_time_ymd(until, 1, 1));
    params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap().pem()
}
