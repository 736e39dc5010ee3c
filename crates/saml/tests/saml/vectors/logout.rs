//! Logout messages: requests and answers, as they should be and otherwise.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use postern_saml::{Binding, Code, Delivery};
use postern_testkit::idp::{self, Key, cut, swap};

use super::Outcome;
use crate::harness::Spent;
use crate::logout::{answer, answered, deflate, form, query, redirected, request, signed_query, verified};

pub fn outcomes() -> Vec<Outcome> {
    let named = |(name, outcome): (&str, Result<(), Code>)| (format!("logout-{name}"), outcome.map_or_else(Code::code, |()| "ok"));
    let replay = ("logout-replay".to_owned(), replayed());
    posted().into_iter().chain(contents()).chain(answers()).map(named).chain([replay]).collect()
}

type Case = (&'static str, Result<(), Code>);

/// The XML of the good request, signed inside.
fn signed(key: Key) -> String {
    String::from_utf8(STANDARD.decode(form(&request(key, Binding::Post))).expect("base64")).expect("UTF-8")
}

fn posted() -> Vec<Case> {
    let post = |message: &str| verified(Delivery::Post(STANDARD.encode(message).as_bytes())).map(|_| ()).map_err(|refusal| refusal.code);
    vec![
        ("by-post", post(&signed(Key::First))),
        ("unsigned", post(request(Key::First, Binding::Post).xml())),
        ("other-key", post(&signed(Key::Attacker))),
        ("altered", post(&swap(&signed(Key::First), idp::EMAIL, "bob@example.org"))),
    ]
}

/// Requests that say something else, properly signed.
fn contents() -> Vec<Case> {
    let text = request(Key::First, Binding::Redirect).xml().to_owned();
    let of = |text: &str| redirected(&signed_query(&deflate(text.as_bytes(), false))).map(|_| ());
    let swapped = |from: &str, to: &str| of(&swap(&text, from, to));
    let end = " NotOnOrAfter=\"2026-03-01T12:05:00.000Z\"";
    let old = swap(&swap(&text, end, ""), "T12:00:00.000Z", "T11:54:49.000Z");
    let renamed = text.replace("LogoutRequest", "LogoutResponse");
    vec![
        ("expired", swapped("12:05:00.000Z", "11:59:50.000Z")),
        ("without-end", swapped(end, "")),
        ("without-end-old", of(&old)),
        ("issued-in-future", swapped("T12:00:00.000Z\"", "T12:00:11.000Z\"")),
        ("wrong-destination", swapped("/saml/logout", "/saml")),
        ("destination-missing", swapped(" Destination=\"https://login.example.org/saml/logout\"", "")),
        ("wrong-issuer", swapped("https://idp.example/md", "https://other.example/md")),
        ("issuer-missing", swapped(cut(&text, "<saml:Issuer", "</saml:Issuer>"), "")),
        ("other-name", swapped("alice@example.org", "bob@example.org")),
        ("name-missing", swapped(cut(&text, "<saml:NameID", "</saml:NameID>"), "")),
        ("name-empty", swapped("alice@example.org", "")),
        ("session-index-unknown", swapped(">_session1<", ">_unknown<")),
        ("session-index-absent", swapped("<samlp:SessionIndex>_session1</samlp:SessionIndex>", "")),
        ("id-missing", swapped(" ID=\"_logout1\"", "")),
        ("version-11", swapped("Version=\"2.0\"", "Version=\"1.1\"")),
        ("comment", swapped("<samlp:SessionIndex>", "<!-- --><samlp:SessionIndex>")),
        ("response-as-request", of(&renamed)),
    ]
}

fn answers() -> Vec<Case> {
    let by_query = |request: &str, done: bool| query(&answer(request, done, Binding::Redirect), None);
    let examine = |query: &str| answered(Delivery::Redirect(query)).map(|_| ());
    vec![
        ("response", examine(&by_query("_logout9", true))),
        ("response-unknown-request", examine(&by_query("_other", true))),
        ("response-responder", examine(&by_query("_logout9", false))),
        ("response-renamed", redirected(&by_query("_logout9", true).replace("SAMLResponse=", "SAMLRequest=")).map(|_| ())),
    ]
}

fn replayed() -> &'static str {
    let mut spent = Spent::default();
    let mut examine =
        || verified(Delivery::Post(form(&request(Key::First, Binding::Post)).as_bytes())).map(|request| spent.spend_id(&request.id));
    assert_eq!(examine(), Ok("ok"));
    examine().expect("the message itself is good")
}
