//! The shape of a signature. Everything that is not exactly so is refused; `KeyInfo` may be there and is never read.

use postern_model::settings::Treatment;
use roxmltree::Node;

use super::algorithm::{DigestMethod, SignatureMethod};
use super::{ENVELOPED, EXCLUSIVE, inclusive_prefixes};
use crate::trace::quoted;
use crate::xml::{self, InclusivePrefixes, leaf};
use crate::{Code, Refusal, encoding};

/// A signature's content.
pub(super) struct Signed<'a, 'input> {
    pub info: Node<'a, 'input>,
    pub info_prefixes: InclusivePrefixes,
    pub algorithm: &'static SignatureMethod,
    pub uri: &'a str,
    pub prefixes: InclusivePrefixes,
    pub digest: &'static DigestMethod,
    pub digest_value: Vec<u8>,
    pub value: Vec<u8>,
}

pub(super) fn read<'a, 'input: 'a>(signature: Node<'a, 'input>, sha1: Treatment) -> Result<Signed<'a, 'input>, Refusal> {
    let [info, value] = elements(signature, ["SignedInfo", "SignatureValue"], Some("KeyInfo"))?;
    let [canonicalization, method, reference] = elements(info, ["CanonicalizationMethod", "SignatureMethod", "Reference"], None)?;
    let info_prefixes = exclusive(canonicalization, Code::Canonicalization)?;
    let algorithm = SignatureMethod::find(named(method)?, sha1)?;
    empty(method)?;
    let uri = reference.attribute("URI").ok_or_else(|| Refusal::new(Code::Reference, "a reference with a URI", "one without"))?;
    let [transforms, digest_method, digest_value] = elements(reference, ["Transforms", "DigestMethod", "DigestValue"], None)?;
    let prefixes = check_transforms(transforms)?;
    let digest = DigestMethod::find(named(digest_method)?, sha1)?;
    empty(digest_method)?;
    Ok(Signed { info, info_prefixes, algorithm, uri, prefixes, digest, digest_value: octets(digest_value)?, value: octets(value)? })
}

fn shape(expected: impl Into<String>, found: impl Into<String>) -> Refusal {
    Refusal::new(Code::SignatureShape, expected, found)
}

/// The child elements, which must be exactly these in this order, then perhaps `optional`, with white space between.
fn elements<'a, 'input: 'a, const N: usize>(
    parent: Node<'a, 'input>,
    wanted: [&str; N],
    optional: Option<&str>,
) -> Result<[Node<'a, 'input>; N], Refusal> {
    let mut found = Vec::new();
    for child in parent.children() {
        if child.is_element() {
            found.push(child);
        } else if !child.is_text() || child.text().is_some_and(|text| !text.trim_ascii().is_empty()) {
            return Err(shape(format!("only elements in {}", parent.tag_name().name()), "text or comment"));
        }
    }
    if found.len() > N && optional.is_some_and(|name| xml::is(found[N], xml::DSIG, name)) {
        found.remove(N);
    }
    let names: Vec<&str> = found.iter().map(|node| node.tag_name().name()).collect();
    let good = found.len() == N && found.iter().zip(wanted).all(|(node, name)| xml::is(*node, xml::DSIG, name));
    let described = || shape(format!("{} in {}", wanted.join(", "), parent.tag_name().name()), names.join(", "));
    if good { found.try_into().map_err(|_| described()) } else { Err(described()) }
}

fn named<'a>(method: Node<'a, '_>) -> Result<&'a str, Refusal> {
    method
        .attribute("Algorithm")
        .ok_or_else(|| Refusal::new(Code::Algorithm, format!("an Algorithm in {}", method.tag_name().name()), "none"))
}

fn empty(method: Node<'_, '_>) -> Result<(), Refusal> {
    if method.has_children() { Err(shape(format!("{} without content", method.tag_name().name()), "content")) } else { Ok(()) }
}

fn exclusive(method: Node<'_, '_>, code: Code) -> Result<InclusivePrefixes, Refusal> {
    let algorithm = method.attribute("Algorithm").unwrap_or_default();
    if algorithm != EXCLUSIVE {
        return Err(Refusal::new(code, "exclusive canonicalization without comments", quoted(algorithm)));
    }
    only_elements(method)?;
    inclusive_prefixes(method, code)
}

/// Enveloped signature, then exclusive canonicalization: those two and nothing else.
fn check_transforms(transforms: Node<'_, '_>) -> Result<InclusivePrefixes, Refusal> {
    only_elements(transforms)?;
    let list: Vec<_> = transforms.children().filter(Node::is_element).collect();
    let names: Vec<&str> = list.iter().map(|node| node.attribute("Algorithm").unwrap_or_default()).collect();
    // A canonicalization that merely is another one gets the reason that says so.
    let code =
        if names.len() == 2 && names[0] == ENVELOPED && names[1].contains("c14n") { Code::Canonicalization } else { Code::Transforms };
    let refused = || Refusal::new(code, "the transforms enveloped signature and exclusive canonicalization", quoted(&names.join(", ")));
    if list.iter().any(|node| !xml::is(*node, xml::DSIG, "Transform")) {
        return Err(refused());
    }
    match list.as_slice() {
        [first, second] if names[0] == ENVELOPED && names[1] == EXCLUSIVE && !first.has_children() => {
            only_elements(*second)?;
            inclusive_prefixes(*second, Code::Transforms)
        }
        _ => Err(refused()),
    }
}

fn only_elements(parent: Node<'_, '_>) -> Result<(), Refusal> {
    let stray = |node: Node<'_, '_>| !node.is_element() && node.text().is_none_or(|text| !text.trim_ascii().is_empty());
    if parent.children().any(stray) { Err(shape(format!("only elements in {}", parent.tag_name().name()), "text")) } else { Ok(()) }
}

/// A leaf text of base64.
fn octets(node: Node<'_, '_>) -> Result<Vec<u8>, Refusal> {
    let name = node.tag_name().name();
    let text = leaf(node).map_err(|_| shape(format!("{name} with text only"), "markup inside"))?;
    let octets = encoding::xml_base64(&text).filter(|octets| !octets.is_empty());
    octets.ok_or_else(|| shape(format!("{name} in base64"), "something else"))
}
