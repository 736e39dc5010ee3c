//! Signatures by other kinds of keys, and in other paddings. Which certificates are configured is varied by the tests.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Set;
use crate::idp::{Key, Style, assertion, cut, in_response, sign, sign_as, swap};

pub(super) fn add(set: &mut Set) {
    for (name, key) in [("keys-ecdsa-p256", Key::P256), ("keys-ecdsa-p384", Key::P384)] {
        set.add(name, in_response(&sign(&assertion(), key)));
    }
    set.add("keys-ecdsa-der", ecdsa_in_der());
    let pss = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";
    set.add("keys-rsa-pss", in_response(&sign_as(&assertion(), &Style { method: pss, ..Style::of(Key::First) })));
}

fn ecdsa_in_der() -> String {
    let signed = in_response(&sign(&assertion(), Key::P256));
    let info = cut(&signed, "<ds:SignedInfo>", "</ds:SignedInfo>");
    let canonical = swap(info, "<ds:SignedInfo>", r#"<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">"#);
    let value = cut(&signed, "<ds:SignatureValue>", "</ds:SignatureValue>");
    let der = STANDARD.encode(Key::P256.sign_in_der(canonical.as_bytes()));
    swap(&signed, value, &format!("<ds:SignatureValue>{der}</ds:SignatureValue>"))
}
