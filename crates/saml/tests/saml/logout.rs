//! Logout messages, in both bindings, good and bad. The identity provider's side is our own writer with its key.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use postern_saml::{
    Binding, Carrier, Code, Delivery, Endpoint, Idp, LogoutHint, LogoutRequest, NameId, Outgoing, Refusal, Sp, logout_hint, logout_request,
    logout_response, verify_logout_request, verify_logout_response,
};
use postern_testkit::idp::{self, Key};

use crate::harness::{now, provider, sp};
use crate::outgoing::signing_sp;

/// The identity provider as a sender: it speaks as itself, to us.
fn sender(key: Key, binding: Binding) -> (Sp, Idp) {
    let mut them = signing_sp(key);
    them.entity_id = idp::ISSUER.to_owned();
    let us = Idp { slo: Some(Endpoint { binding, location: sp().slo }), ..provider() };
    (them, us)
}

fn subject() -> NameId {
    NameId { value: idp::EMAIL.to_owned(), format: None, name_qualifier: None, sp_name_qualifier: None }
}

pub fn request(key: Key, binding: Binding) -> Outgoing {
    let (them, us) = sender(key, binding);
    logout_request(&them, &us, (&subject(), Some("_session1")), "_logout1", now()).expect("an address")
}

pub fn query(outgoing: &Outgoing, relay: Option<&str>) -> String {
    let Some(Carrier::Redirect(url)) = outgoing.carrier(relay) else { panic!("a redirect") };
    url.split_once('?').expect("a query").1.to_owned()
}

pub fn form(outgoing: &Outgoing) -> String {
    let Some(Carrier::Post { fields, .. }) = outgoing.carrier(None) else { panic!("a form") };
    fields[0].1.clone()
}

pub fn verified(delivery: Delivery<'_>) -> Result<LogoutRequest, Refusal> {
    verify_logout_request(delivery, &sp(), &provider(), now(), Duration::from_secs(10))
}

pub fn redirected(query: &str) -> Result<LogoutRequest, Code> {
    verified(Delivery::Redirect(query)).map_err(|refusal| refusal.code)
}

#[test]
fn a_signed_request_ends_a_session_in_both_bindings() {
    for key in [Key::First, Key::P256] {
        let by_query = redirected(&query(&request(key, Binding::Redirect), Some("state"))).expect("it is good");
        assert_eq!(by_query.subject, subject());
        assert_eq!(by_query.session_indexes, ["_session1"]);
        assert_eq!(by_query.relay_state.as_deref(), Some("state"));
        assert_eq!(by_query.replay_until, now().plus_seconds(310));
        let by_form = verified(Delivery::Post(form(&request(key, Binding::Post)).as_bytes())).expect("it is good");
        assert_eq!(LogoutRequest { relay_state: None, ..by_query }, by_form);
    }
}

/// A query whose message is these octets, properly signed; percent-encoded in lower case, as some do.
pub fn signed_query(deflated: &[u8]) -> String {
    let method = "http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256";
    let message = STANDARD.encode(deflated).replace('+', "%2b").replace('/', "%2f").replace('=', "%3d");
    let octets = format!("SAMLRequest={message}&SigAlg={method}");
    let signature = STANDARD.encode(Key::First.sign(octets.as_bytes(), Key::First.method()));
    format!("{octets}&Signature={}", signature.replace('+', "%2b").replace('/', "%2f").replace('=', "%3d"))
}

pub fn deflate(bytes: &[u8], zlib: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 1000);
    let mut stream = flate2::Compress::new(flate2::Compression::best(), zlib);
    stream.compress_vec(bytes, &mut out, flate2::FlushCompress::Finish).expect("it deflates");
    out
}

pub fn answer(request: &str, done: bool, binding: Binding) -> Outgoing {
    let (them, us) = sender(Key::First, binding);
    logout_response(&them, &us, (request, done), "_answer1", now()).expect("an address")
}

/// Whether it was done, of an answer to `_logout9`.
pub fn answered(delivery: Delivery<'_>) -> Result<bool, Code> {
    let outcome = verify_logout_response(delivery, &sp(), &provider(), "_logout9", now(), Duration::ZERO);
    outcome.map(|response| response.done).map_err(|refusal| refusal.code)
}

#[test]
fn an_answer_says_whether_it_was_done() {
    for done in [true, false] {
        assert_eq!(answered(Delivery::Redirect(&query(&answer("_logout9", done, Binding::Redirect), None))), Ok(done));
        assert_eq!(answered(Delivery::Post(form(&answer("_logout9", done, Binding::Post)).as_bytes())), Ok(done));
    }
}

#[test]
fn a_hint_says_who_claims_to_speak_before_anything_is_verified() {
    let asks = LogoutHint { asks: true, issuer: Some(idp::ISSUER.to_owned()), in_response_to: None };
    assert_eq!(logout_hint(Delivery::Redirect(&query(&request(Key::Attacker, Binding::Redirect), None))).as_ref(), Ok(&asks));
    assert_eq!(logout_hint(Delivery::Post(form(&request(Key::Attacker, Binding::Post)).as_bytes())).as_ref(), Ok(&asks));
    let (them, us) = sender(Key::First, Binding::Redirect);
    let answer = query(&logout_response(&them, &us, ("_logout9", true), "_answer1", now()).expect("an address"), None);
    let answers = LogoutHint { asks: false, in_response_to: Some("_logout9".to_owned()), ..asks };
    assert_eq!(logout_hint(Delivery::Redirect(&answer)), Ok(answers));
}

#[test]
fn a_hint_is_not_read_from_what_is_no_logout_message() {
    fn code(delivery: Delivery<'_>) -> Result<LogoutHint, Code> {
        logout_hint(delivery).map_err(|refusal| refusal.code)
    }
    let good = query(&request(Key::First, Binding::Redirect), None);
    assert_eq!(code(Delivery::Redirect("RelayState=a")), Err(Code::QueryMalformed));
    assert_eq!(code(Delivery::Redirect(&format!("{good}&{good}"))), Err(Code::QueryMalformed));
    assert_eq!(code(Delivery::Redirect(&format!("{good}&SAMLResponse=x"))), Err(Code::QueryMalformed));
    assert_eq!(code(Delivery::Redirect(&"a".repeat(600_000))), Err(Code::MessageTooLarge));
    assert_eq!(code(Delivery::Post(STANDARD.encode(idp::response()).as_bytes())), Err(Code::MessageType));
    assert_eq!(code(Delivery::Post(b"!")), Err(Code::MessageEncoding));
}
