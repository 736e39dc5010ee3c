//! The identity providers of Harbour Bank: the staff's, and the one of a company it bought. The latter is about to change
//! its key, so it has two certificates.

use serde_json::{Map, Value, json};

use super::certificates::{GENERIC, OKTA, SPARE};
use crate::{
    change::providers::{FIXED, Kind},
    fresh,
};

/// The records, as they would be sent.
pub(super) fn records() -> impl Iterator<Item = (Kind, Map<String, Value>)> {
    let okta = json!({
        "name": "Harbour Bank staff", "disabled": false, "issuerURI": "http://www.okta.example/exk1harbourbank",
        "ssoTargetURI": "https://harbourbank.okta.example/app/postern/exk1harbourbank/sso/saml", "sloURI": "", "sloBinding": "HTTP Post",
        "relyingPartyIdentifier": "urn:harbourbank:genesys", "signAuthnRequests": false, "certificate": OKTA, "certificates": [OKTA],
        "displayOnLogin": true,
    });
    let generic = json!({
        "name": "Quay Savings", "disabled": false, "issuerURI": "https://login.harbourbank.example/idp",
        "ssoTargetURI": "https://login.harbourbank.example/idp/sso", "sloURI": "https://login.harbourbank.example/idp/slo",
        "sloBinding": "HTTP Redirect", "relyingPartyIdentifier": "urn:harbourbank:genesys:quay", "signAuthnRequests": true,
        "nameIdentifierFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", "endpointCompression": true,
        "logoImageData": LOGO, "certificates": [GENERIC, SPARE], "displayOnLogin": true,
    });
    let named = |(name, record)| FIXED.into_iter().find(|kind| kind.name == name).map(|kind| (kind, fresh::object(record)));
    [("okta", okta), ("generic", generic)].into_iter().filter_map(named)
}

/// `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M1 7h6L4 1z"/></svg>`
const LOGO: &str = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4IDgiPjxwYXRoIGQ9Ik0xIDdoNkw0IDF6Ii8+PC9zdmc+";
