//! A signed LogoutRequest in a query, and what happens to it on the way.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use postern_saml::Binding;
use postern_testkit::idp::Key;

use super::Outcome;
use crate::logout::{deflate, form, query, redirected, request, signed_query};

pub fn outcomes() -> Vec<Outcome> {
    let good = query(&request(Key::First, Binding::Redirect), Some("state"));
    let parts: Vec<&str> = good.split('&').collect();
    let [message, relay, method, signature] = parts.as_slice() else { panic!("four parameters") };
    let join = |parts: &[&str]| parts.join("&");
    let with_method = |uri: &str| join(&[message, relay, &format!("SigAlg={uri}"), signature]);
    let unrelayed = query(&request(Key::First, Binding::Redirect), None);
    let xml = request(Key::First, Binding::Redirect).xml().as_bytes().to_vec();
    let embedded = STANDARD.decode(form(&request(Key::First, Binding::Post))).expect("base64");
    let embedded = signed_query(&deflate(&embedded, false)).split('&').next().expect("the message").to_owned();
    [
        ("good", good.clone()),
        ("relaystate-altered", join(&[message, "RelayState=other", method, signature])),
        ("relaystate-dropped", join(&[message, method, signature])),
        ("relaystate-emptied", join(&[message, "RelayState=", method, signature])),
        ("relaystate-added-empty", unrelayed.replace("&SigAlg", "&RelayState=&SigAlg")),
        ("relaystate-reencoded", join(&[message, "RelayState=%73tate", method, signature])),
        ("parameters-reordered", join(&[signature, method, relay, message])),
        ("other-parameter-added", format!("{good}&other=1")),
        ("lower-case-encoding", signed_query(&deflate(&xml, false))),
        ("request-twice", format!("{good}&{message}")),
        ("request-twice-spelt-differently", format!("{good}&%53AMLRequest=x")),
        ("relaystate-twice", format!("{good}&{relay}")),
        ("request-and-response", format!("{good}&SAMLResponse=x")),
        ("request-missing", join(&[relay, method, signature])),
        ("other-encoding", format!("{good}&SAMLEncoding=urn:other")),
        ("broken-percent-encoding", join(&[message, relay, method, "Signature=%zz"])),
        ("sigalg-missing", join(&[message, relay, signature])),
        ("signature-missing", join(&[message, relay, method])),
        ("signature-empty", join(&[message, relay, method, "Signature="])),
        ("signature-missing-embedded", embedded),
        ("sigalg-rsa-sha1", with_method("http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23rsa-sha1")),
        ("sigalg-hmac", with_method("http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23hmac-sha256")),
        ("other-key", query(&request(Key::Attacker, Binding::Redirect), None)),
        ("deflate-bomb", signed_query(&deflate(&vec![b' '; 100_000_000], false))),
        ("trailing-bytes", signed_query(&[deflate(&xml, false), vec![0]].concat())),
        ("zlib-header", signed_query(&deflate(&xml, true))),
        ("cut-short", signed_query(&deflate(&xml, false)[..50])),
    ]
    .into_iter()
    .map(|(name, query)| (format!("redirect-{name}"), redirected(&query).map_or_else(|code| code.code(), |_| "ok")))
    .collect()
}
