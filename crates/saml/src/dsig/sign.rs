//! Signing a message that we write: enveloped, in the same profile that is verified.

use ring::digest::{SHA256, digest};

use super::{ENVELOPED, EXCLUSIVE};
use crate::xml::{self, InclusivePrefixes, canonicalize};
use crate::{SigningKey, encoding};

/// Puts a signature behind the first `saml:Issuer` of a message or assertion with that id. `None` when it is not
/// well-formed or has no such `Issuer`, or when there is no chance to be had for the signature.
pub fn sign_enveloped(message: &str, id: &str, key: &SigningKey) -> Option<String> {
    let document = xml::parse_canonical(message).ok()?;
    let octets = canonicalize(document.root_element(), None, &InclusivePrefixes::default()).ok()?;
    let digest = encoding::to_base64(digest(&SHA256, octets.as_bytes()).as_ref());
    let info = [
        &format!(r#"<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>"#),
        &format!(r#"<ds:SignatureMethod Algorithm="{}"></ds:SignatureMethod>"#, key.algorithm()),
        &format!(r##"<ds:Reference URI="#{id}"><ds:Transforms><ds:Transform Algorithm="{ENVELOPED}"></ds:Transform>"##),
        &format!(r#"<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform></ds:Transforms>"#),
        r#"<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>"#,
        &format!("<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"),
    ]
    .concat();
    let canonical = format!(r#"<ds:SignedInfo xmlns:ds="{}">{info}"#, xml::DSIG);
    let value = encoding::to_base64(&key.sign(canonical.as_bytes())?);
    let signature = format!(
        r#"<ds:Signature xmlns:ds="{}"><ds:SignedInfo>{info}<ds:SignatureValue>{value}</ds:SignatureValue></ds:Signature>"#,
        xml::DSIG
    );
    let (before, after) = message.split_once("</saml:Issuer>")?;
    Some(format!("{before}</saml:Issuer>{signature}{after}"))
}
