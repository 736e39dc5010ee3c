//! Signed is what the organization's setting `saml.signed-element` asks for. A bare Assertion has no Response to sign.

use postern_model::settings::SignedElement;

use super::signature::Signed;
use crate::dsig::CanonicalOctets;
use crate::{Code, Refusal};

/// The octets to read the claims from: the assertion's own if it is signed, else the response's.
pub(super) fn check(signed: &Signed, whole: bool, wanted: SignedElement) -> Result<(&CanonicalOctets, String), Refusal> {
    let (response, assertion) = (signed.response.is_some(), signed.assertion.is_some());
    let (good, expected) = match wanted {
        SignedElement::Either => (response || assertion, "a signed Response or Assertion"),
        SignedElement::Assertion => (assertion, "a signed Assertion"),
        SignedElement::Response => (response, "a signed Response"),
        SignedElement::Both => (response && assertion, "Response and Assertion both signed"),
    };
    let found = match (response, assertion) {
        (true, true) => "both signed",
        (true, false) => "only the Response signed",
        (false, true) if whole => "only the Assertion signed",
        (false, true) => "a signed Assertion without Response",
        (false, false) => "no signature",
    };
    let octets = signed.assertion.as_ref().or(signed.response.as_ref());
    match octets {
        Some(octets) if good => Ok((octets, format!("wanted {expected}, found {found}"))),
        _ => Err(Refusal::new(Code::SignedElement, expected, found)),
    }
}
