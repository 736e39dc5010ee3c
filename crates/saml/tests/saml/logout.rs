//! Logout messages, in both bindings, good and bad. The identity provider's side is our own writer with its key.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use postern_saml::{
    Binding, Carrier, Code, Delivery, Endpoint, Idp, LogoutHint, LogoutRequest, NameId, Outgoing, Refusal, Sp, logout_hint, logout_request,
    logout_response, verify_logout_request, verify_logout_response,
};
use postern_testkit::idp::{self, Key, swap};

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

fn request(key: Key, binding: Binding) -> Outgoing {
    let (them, us) = sender(key, binding);
    logout_request(&them, &us, (&subject(), Some("_session1")), "_logout1", now()).expect("an address")
}

fn query(outgoing: &Outgoing, relay: Option<&str>) -> String {
    let Some(Carrier::Redirect(url)) = outgoing.carrier(relay) else { panic!("a redirect") };
    url.split_once('?').expect("a query").1.to_owned()
}

fn form(outgoing: &Outgoing) -> String {
    let Some(Carrier::Post { fields, .. }) = outgoing.carrier(None) else { panic!("a form") };
    fields[0].1.clone()
}

fn verified(delivery: Delivery<'_>) -> Result<LogoutRequest, Refusal> {
    verify_logout_request(delivery, &sp(), &provider(), now(), Duration::from_secs(10))
}

fn redirected(query: &str) -> Result<LogoutRequest, Code> {
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

#[test]
fn the_querys_own_octets_are_signed() {
    let good = query(&request(Key::First, Binding::Redirect), Some("state"));
    let parts: Vec<&str> = good.split('&').collect();
    let [message, relay, method, signature] = parts.as_slice() else { panic!("four parameters") };
    let join = |parts: &[&str]| parts.join("&");
    assert!(redirected(&join(&[signature, method, relay, message])).is_ok(), "another order on the way");
    assert!(redirected(&format!("{good}&other=1")).is_ok());
    for bad in [
        join(&[message, "RelayState=other", method, signature]),
        join(&[message, method, signature]),
        join(&[message, "RelayState=", method, signature]),
        join(&[message, "RelayState=%73tate", method, signature]),
        join(&[message, relay, &method.to_lowercase().replace("sigalg", "SigAlg"), signature]),
    ] {
        assert_eq!(redirected(&bad), Err(Code::QuerySignature), "{bad}");
    }
    let unrelayed = query(&request(Key::First, Binding::Redirect), None);
    assert_eq!(redirected(&unrelayed.replace("&SigAlg", "&RelayState=&SigAlg")), Err(Code::QuerySignature));
    for unsigned in [join(&[message, relay, signature]), join(&[message, relay, method]), join(&[message, relay, method, "Signature="])] {
        assert_eq!(redirected(&unsigned), Err(Code::Unsigned));
    }
    for bad in [
        format!("{good}&{message}"),
        format!("{good}&{relay}"),
        format!("{good}&SAMLResponse=x"),
        format!("{good}&%53AMLRequest=x"),
        format!("{good}&SAMLEncoding=urn:other"),
        join(&[relay, method, signature]),
        join(&[message, relay, method, "Signature=%zz"]),
    ] {
        assert_eq!(redirected(&bad), Err(Code::QueryMalformed), "{bad}");
    }
    let with_method = |uri: &str| join(&[message, relay, &format!("SigAlg={uri}"), signature]);
    assert_eq!(redirected(&with_method("http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23rsa-sha1")), Err(Code::Sha1));
    assert_eq!(redirected(&with_method("http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23hmac-sha256")), Err(Code::Algorithm));
    assert_eq!(redirected(&query(&request(Key::Attacker, Binding::Redirect), None)), Err(Code::QuerySignature));
}

/// A query whose message is these octets, properly signed; percent-encoded in lower case, as some do.
fn signed_query(deflated: &[u8]) -> String {
    let method = "http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256";
    let message = STANDARD.encode(deflated).replace('+', "%2b").replace('/', "%2f").replace('=', "%3d");
    let octets = format!("SAMLRequest={message}&SigAlg={method}");
    let signature = STANDARD.encode(Key::First.sign(octets.as_bytes(), Key::First.method()));
    format!("{octets}&Signature={}", signature.replace('+', "%2b").replace('/', "%2f").replace('=', "%3d"))
}

fn deflate(bytes: &[u8], zlib: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 1000);
    let mut stream = flate2::Compress::new(flate2::Compression::best(), zlib);
    stream.compress_vec(bytes, &mut out, flate2::FlushCompress::Finish).expect("it deflates");
    out
}

#[test]
fn streams_are_one_raw_deflate_of_the_size_of_a_message() {
    let xml = request(Key::First, Binding::Redirect).xml().as_bytes().to_vec();
    assert!(redirected(&signed_query(&deflate(&xml, false))).is_ok(), "lower-case percent-encoding holds");
    assert_eq!(redirected(&signed_query(&[deflate(&xml, false), vec![0]].concat())), Err(Code::MessageEncoding));
    assert_eq!(redirected(&signed_query(&deflate(&xml, true))), Err(Code::MessageEncoding));
    assert_eq!(redirected(&signed_query(&deflate(&xml, false)[..50])), Err(Code::MessageEncoding));
    assert_eq!(redirected(&signed_query(&deflate(&vec![b' '; 100_000_000], false))), Err(Code::MessageTooLarge));
}

#[test]
fn a_request_is_checked_like_a_response() {
    let of = |change: &dyn Fn(&str) -> String| {
        let text = change(request(Key::First, Binding::Redirect).xml());
        redirected(&signed_query(&deflate(text.as_bytes(), false)))
    };
    let swapped = |from: &'static str, to: &'static str| of(&move |text| swap(text, from, to)).map(|_| ());
    assert_eq!(swapped("12:05:00.000Z", "11:59:50.000Z"), Err(Code::Expired));
    assert_eq!(swapped(" NotOnOrAfter=\"2026-03-01T12:05:00.000Z\"", ""), Ok(()));
    assert_eq!(swapped("T12:00:00.000Z\"", "T12:00:11.000Z\""), Err(Code::IssuedInFuture));
    assert_eq!(swapped("/saml/logout", "/saml"), Err(Code::DestinationMismatch));
    assert_eq!(swapped(" Destination=\"https://login.example.org/saml/logout\"", ""), Err(Code::DestinationMissing));
    assert_eq!(swapped("https://idp.example/md", "https://other.example/md"), Err(Code::IssuerMismatch));
    assert_eq!(swapped("alice@example.org", ""), Err(Code::NameIdMalformed));
    assert_eq!(swapped("ID=\"_logout1\"", "ID=\"\""), Err(Code::IdMalformed));
    assert_eq!(swapped("Version=\"2.0\"", "Version=\"1.1\""), Err(Code::Version));
    assert_eq!(swapped("<samlp:SessionIndex>_session1</samlp:SessionIndex>", ""), Ok(()), "no index is all sessions");
    assert_eq!(swapped("<samlp:SessionIndex>", "<!-- --><samlp:SessionIndex>"), Err(Code::XmlComment));
    let renamed = of(&|text| text.replace("LogoutRequest", "LogoutResponse"));
    assert_eq!(renamed, Err(Code::MessageType));
}

#[test]
fn a_form_is_signed_inside() {
    let posted = |message: &str| verified(Delivery::Post(STANDARD.encode(message).as_bytes())).map(|_| ()).map_err(|refusal| refusal.code);
    assert_eq!(posted(request(Key::First, Binding::Post).xml()), Err(Code::Unsigned));
    let signed = String::from_utf8(STANDARD.decode(form(&request(Key::First, Binding::Post))).expect("base64")).expect("UTF-8");
    assert_eq!(posted(&signed), Ok(()));
    assert_eq!(posted(&swap(&signed, idp::EMAIL, "bob@example.org")), Err(Code::DigestMismatch));
    let query = query(&request(Key::First, Binding::Redirect), None).split('&').next().expect("the message").to_owned();
    assert_eq!(redirected(&query), Err(Code::Unsigned), "no signature in the query");
    let attacker = String::from_utf8(STANDARD.decode(form(&request(Key::Attacker, Binding::Post))).expect("base64")).expect("UTF-8");
    assert_eq!(posted(&attacker), Err(Code::SignatureInvalid));
}

#[test]
fn an_answer_is_to_our_request() {
    let answer = |request: &str, done: bool, binding: Binding| {
        let (them, us) = sender(Key::First, binding);
        logout_response(&them, &us, (request, done), "_answer1", now()).expect("an address")
    };
    let examine = |delivery: Delivery<'_>| {
        verify_logout_response(delivery, &sp(), &provider(), "_logout9", now(), Duration::ZERO)
            .map(|response| response.done)
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(examine(Delivery::Redirect(&query(&answer("_logout9", true, Binding::Redirect), None))), Ok(true));
    assert_eq!(examine(Delivery::Redirect(&query(&answer("_logout9", false, Binding::Redirect), None))), Ok(false));
    assert_eq!(examine(Delivery::Post(form(&answer("_logout9", true, Binding::Post)).as_bytes())), Ok(true));
    assert_eq!(examine(Delivery::Redirect(&query(&answer("_other", true, Binding::Redirect), None))), Err(Code::InResponseToMismatch));
    let as_request = redirected(&query(&answer("_logout9", true, Binding::Redirect), None).replace("SAMLResponse=", "SAMLRequest="));
    assert_eq!(as_request, Err(Code::QuerySignature), "the parameter's name is signed");
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
