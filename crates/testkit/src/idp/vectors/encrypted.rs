//! Encrypted parts. Nothing of them is ever decrypted here, so what they would hold is not made: only how they look.

use super::Set;
use super::semantics::edited;
use crate::idp::{Key, assertion, cut, evil, in_response, sign, swap, with_signed_assertion};

/// An encrypted assertion, with its content's and its key's method.
fn hidden(content: &str, key: &str) -> String {
    [
        r#"<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">"#,
        r#"<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">"#,
        &format!(r#"<xenc:EncryptionMethod Algorithm="{content}"></xenc:EncryptionMethod>"#),
        r#"<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>"#,
        &format!(r#"<xenc:EncryptionMethod Algorithm="{key}"></xenc:EncryptionMethod>"#),
        "<xenc:CipherData><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>",
        "<xenc:CipherData><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>",
    ]
    .concat()
}

pub(super) fn add(set: &mut Set) {
    const GCM: &str = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
    const CBC: &str = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
    const OAEP: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    const PKCS1: &str = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";
    let (gcm, cbc) = (hidden(GCM, OAEP), hidden(CBC, OAEP));
    set.add("ok-encrypted-both", sign(&in_response(&gcm), Key::First));
    set.add("ok-encrypted-assertion-signed", in_response(&gcm));
    set.add("enc-ok-gcm", sign(&in_response(&gcm), Key::Second));
    set.add("enc-ok-cbc-unsigned-response", in_response(&cbc));
    set.add("enc-rsa15", in_response(&hidden(CBC, PKCS1)));
    // To a reader who does not decrypt, an attacker's looks like any other; so does one in a response changed after signing.
    set.add("enc-evil-unsigned", swap(&in_response(&cbc), ">AAAA<", ">RVZJTA==<"));
    set.add("enc-evil-tampered", swap(&sign(&in_response(&cbc), Key::First), ">AAAA<", ">RVZJTA==<"));
    let good = with_signed_assertion(str::to_owned);
    let plain = cut(&good, "<saml:Assertion ", "</saml:Assertion>");
    set.add("enc-evil-plus-signed-plain", swap(&good, plain, &format!("{cbc}{plain}")));
    set.add("enc-plain-signed-then-evil-encrypted", swap(&good, plain, &format!("{plain}{cbc}")));
    set.add("enc-wrap-xsw", swap(&good, plain, &format!("{cbc}{}", evil(plain))));
    set.add("enc-encrypted-id", edited(cut(&assertion(), "<saml:NameID", "</saml:NameID>"), "<saml:EncryptedID></saml:EncryptedID>"));
}
