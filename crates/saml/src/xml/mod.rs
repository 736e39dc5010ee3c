//! XML, as little of it as SAML needs: a pre-scan, a strict parse, leaf text, exclusive canonical form, escaping.

mod c14n;
mod escape;
mod leaf;
mod prescan;

use roxmltree::{Document, Node, ParsingOptions};

use crate::{Code, Refusal};

pub(crate) use c14n::{InclusivePrefixes, canonicalize};
pub(crate) use escape::{attribute, text};
pub(crate) use leaf::leaf;
pub(crate) use prescan::{Comments, prescan};

/// Largest message, in bytes.
pub(crate) const MAX_BYTES: usize = 256 * 1024;
/// Largest canonical form: a small text with long namespace names can grow a thousandfold.
pub(crate) const MAX_CANONICAL: usize = 1024 * 1024;

pub(crate) const SAMLP: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(crate) const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
pub(crate) const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
pub(crate) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

/// Pre-scans and parses a message: UTF-8 text without document type, processing instructions and comments.
pub(crate) fn parse_message(bytes: &[u8]) -> Result<Document<'_>, Refusal> {
    parse(bytes, Comments::Refused)
}

/// The same for an administrator's file, where comments are usual and harmless: nothing in it is signed.
pub(crate) fn parse_file(bytes: &[u8]) -> Result<Document<'_>, Refusal> {
    parse(bytes, Comments::Allowed)
}

fn parse(bytes: &[u8], comments: Comments) -> Result<Document<'_>, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new(Code::MessageTooLarge, format!("at most {MAX_BYTES} bytes"), format!("{} bytes", bytes.len())));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::new(Code::NotUtf8, "UTF-8 text", "other bytes"))?;
    prescan(text, comments)?;
    tree(text)
}

/// Parses canonical octets, which may be larger than a message: what was verified is read as it is.
pub(crate) fn parse_canonical(text: &str) -> Result<Document<'_>, Refusal> {
    if text.len() > MAX_CANONICAL {
        return Err(Refusal::new(Code::MessageTooLarge, format!("at most {MAX_CANONICAL} bytes"), format!("{} bytes", text.len())));
    }
    prescan(text, Comments::Refused)?;
    tree(text)
}

fn tree(text: &str) -> Result<Document<'_>, Refusal> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 10_000, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Refusal::new(Code::XmlLimits, "at most 10000 nodes", "more"),
        other => Refusal::new(Code::XmlMalformed, "well-formed XML", other.to_string()),
    })
}

/// Whether a node is the element `local` of `namespace`.
pub(crate) fn is(node: Node<'_, '_>, namespace: &str, local: &str) -> bool {
    node.is_element() && node.tag_name().name() == local && node.tag_name().namespace() == Some(namespace)
}

/// The child elements with one name.
pub(crate) fn children<'a, 'input: 'a>(
    node: Node<'a, 'input>,
    namespace: &'a str,
    local: &'a str,
) -> impl Iterator<Item = Node<'a, 'input>> + 'a {
    node.children().filter(move |child| is(*child, namespace, local))
}

/// The only child element with one name: `Ok(None)` when there is none.
///
/// # Errors
/// When there are several.
pub(crate) fn only<'a, 'input: 'a>(
    node: Node<'a, 'input>,
    namespace: &'a str,
    local: &'a str,
    code: Code,
) -> Result<Option<Node<'a, 'input>>, Refusal> {
    let mut found = children(node, namespace, local);
    let first = found.next();
    if found.next().is_some() {
        return Err(Refusal::new(code, format!("at most one {local}"), "several"));
    }
    Ok(first)
}

#[cfg(test)]
mod tests;
