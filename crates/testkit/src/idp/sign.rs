//! Signing a text that is in canonical form.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest;

use super::{Key, cut};

/// How to sign.
pub struct Style<'a> {
    /// With which key.
    pub key: Key,
    /// The signature method to name and use.
    pub method: &'a str,
    /// The digest method to name and use.
    pub digest: &'a str,
    /// The prefix of the signature's elements; none is the default namespace.
    pub prefix: &'a str,
    /// Changes `SignedInfo` before it is signed.
    pub info: &'a dyn Fn(String) -> String,
    /// What `KeyInfo` holds; none is no `KeyInfo`.
    pub key_info: Option<String>,
    /// What is digested, where that is not the element.
    pub digested: Option<String>,
}

impl Style<'_> {
    /// The usual way.
    pub fn of(key: Key) -> Self {
        Self {
            key,
            method: key.method(),
            digest: "http://www.w3.org/2001/04/xmlenc#sha256",
            prefix: "ds",
            info: &|info| info,
            key_info: Some(format!("<ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data>", key.certificate_base64())),
            digested: None,
        }
    }
}

/// Signs an element in the usual way.
pub fn sign(element: &str, key: Key) -> String {
    sign_as(element, &Style::of(key))
}

/// Signs an element: its signature goes behind its first `Issuer`.
///
/// # Panics
/// When the element has no `ID`.
pub fn sign_as(element: &str, style: &Style<'_>) -> String {
    let id = cut(element, " ID=\"", "\" ").trim_start_matches(" ID=\"").trim_end_matches("\" ");
    let digested = style.digested.as_deref().unwrap_or(element);
    let digest = STANDARD.encode(digest::digest(digest_algorithm(style.digest), digested.as_bytes()));
    let info = [
        r#"<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:CanonicalizationMethod>"#,
        &format!(r##"<ds:SignatureMethod Algorithm="{}"></ds:SignatureMethod><ds:Reference URI="#{id}"><ds:Transforms>"##, style.method),
        r#"<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>"#,
        r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform></ds:Transforms>"#,
        &format!(r#"<ds:DigestMethod Algorithm="{}"></ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue>"#, style.digest),
        "</ds:Reference></ds:SignedInfo>",
    ]
    .concat();
    let info = with_prefix(&(style.info)(info), style.prefix);
    let declaration = with_prefix(r#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#""#, style.prefix);
    let name = with_prefix("<ds:SignedInfo", style.prefix);
    let canonical = info.replacen(&name, &format!("{name}{declaration}"), 1);
    let value = STANDARD.encode(style.key.sign(canonical.as_bytes(), style.method));
    let key_info = style.key_info.as_ref().map(|inside| format!("<ds:KeyInfo>{inside}</ds:KeyInfo>")).unwrap_or_default();
    let rest = format!("<ds:SignatureValue>{value}</ds:SignatureValue>{key_info}</ds:Signature>");
    let signature =
        [with_prefix("<ds:Signature", style.prefix), declaration, ">".to_owned(), info, with_prefix(&rest, style.prefix)].concat();
    let at = element.find("</saml:Issuer>").map_or_else(|| element.find('>').map(|at| at + 1), |at| Some(at + "</saml:Issuer>".len()));
    let (before, after) = element.split_at(at.expect("the element has a start tag"));
    [before, &signature, after].concat()
}

fn with_prefix(text: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return text.replace("xmlns:ds=", "xmlns=").replace("<ds:", "<").replace("</ds:", "</");
    }
    text.replace("xmlns:ds=", &format!("xmlns:{prefix}=")).replace("<ds:", &format!("<{prefix}:")).replace("</ds:", &format!("</{prefix}:"))
}

fn digest_algorithm(uri: &str) -> &'static digest::Algorithm {
    match uri.rsplit('#').next() {
        Some("sha384") => &digest::SHA384,
        Some("sha512") => &digest::SHA512,
        Some("sha1") => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        _ => &digest::SHA256,
    }
}
