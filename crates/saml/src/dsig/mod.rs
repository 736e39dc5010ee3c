//! XML signatures, in the narrow profile of SAML (XML Signature 1.1; SAML core §5.4), narrowed further.
//!
//! What is verified comes back as [`CanonicalOctets`]. Claims are read from a fresh parse of those octets and from
//! nothing else, so what was not signed cannot be read: wrapping has nothing to work on.

pub(crate) mod algorithm;
mod profile;
pub(crate) mod sign;

use postern_model::settings::Treatment;
use roxmltree::Node;

use crate::xml::{self, InclusivePrefixes, canonicalize, children};
use crate::{Code, Refusal, TrustedKey};

/// Most keys tried for one message.
pub(crate) const MAX_KEYS: usize = 5;

/// The canonical form of an element whose signature was verified.
// INVARIANT: built only at the end of `verify`.
#[derive(Debug)]
pub(crate) struct CanonicalOctets {
    text: String,
    /// Which certificate's key it was.
    pub(crate) fingerprint: String,
}

impl CanonicalOctets {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// Which keys are trusted, and whether SHA-1 is.
#[derive(Clone, Copy)]
pub(crate) struct Trust<'a> {
    pub keys: &'a [TrustedKey],
    pub sha1: Treatment,
}

/// Verifies the signature of an element: `Ok(None)` when it has none.
///
/// The signature value is checked first, then the digest: nothing that the signer did not sign steers what is digested.
///
/// # Errors
/// A signature that is there and does not hold refuses the message.
pub(crate) fn verify(element: Node<'_, '_>, trust: Trust<'_>) -> Result<Option<CanonicalOctets>, Refusal> {
    let mut signatures = children(element, xml::DSIG, "Signature");
    let Some(signature) = signatures.next() else { return Ok(None) };
    if signatures.next().is_some() {
        return Err(Refusal::new(Code::SignatureShape, "one Signature in an element", "several"));
    }
    let signed = profile::read(signature, trust.sha1)?;
    let id = element.attribute("ID").unwrap_or_default();
    if id.is_empty() || signed.uri.strip_prefix('#') != Some(id) {
        let expected = format!("a reference to `#{id}`, the element that the signature is in");
        return Err(Refusal::new(Code::Reference, expected, format!("`{}`", signed.uri)));
    }
    let info = canonicalize(signed.info, None, &signed.info_prefixes)?;
    let key = trust
        .keys
        .iter()
        .take(MAX_KEYS)
        .find(|key| signed.algorithm.verify(key, info.as_bytes(), &signed.value))
        .ok_or_else(|| no_key(&signed, trust))?;
    let text = canonicalize(element, Some(signature), &signed.prefixes)?;
    if signed.digest.of(text.as_bytes()).as_ref() != signed.digest_value {
        return Err(Refusal::new(Code::DigestMismatch, "the digest that was signed", "the digest of a changed element"));
    }
    Ok(Some(CanonicalOctets { text, fingerprint: key.fingerprint.clone() }))
}

fn no_key(signed: &profile::Signed<'_, '_>, trust: Trust<'_>) -> Refusal {
    if trust.keys.is_empty() {
        return Refusal::new(Code::NoKey, "a certificate of the identity provider", "none configured");
    }
    let fitting = trust.keys.iter().take(MAX_KEYS).filter(|key| signed.algorithm.fits(key)).count();
    let found = format!("one that none of the {fitting} configured keys for {} made", signed.algorithm.name);
    Refusal::new(Code::SignatureInvalid, "a signature by the identity provider", found)
}

/// Exclusive canonicalization without comments, the only one that is accepted.
pub(crate) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
/// The transform that leaves the signature out of what is signed.
pub(crate) const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

pub(crate) fn inclusive_prefixes(method: Node<'_, '_>, code: Code) -> Result<InclusivePrefixes, Refusal> {
    let mut elements = method.children().filter(Node::is_element);
    let Some(only) = elements.next() else { return Ok(InclusivePrefixes::default()) };
    let refused = |found: &str| Refusal::new(code, "at most one empty InclusiveNamespaces with a PrefixList", found);
    if elements.next().is_some() || !xml::is(only, EXCLUSIVE, "InclusiveNamespaces") || only.has_children() {
        return Err(refused("other content"));
    }
    let list = only.attribute("PrefixList").filter(|_| only.attributes().len() == 1).ok_or_else(|| refused("no PrefixList"))?;
    InclusivePrefixes::parse(list).ok_or_else(|| refused("a very long PrefixList"))
}
