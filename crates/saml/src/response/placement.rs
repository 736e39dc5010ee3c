//! Every part in its place: one Assertion, a child of the Response; signatures on those two only; nothing encrypted.
//!
//! Names are compared without their namespace, so that an element of another one cannot pose as the real thing.

use roxmltree::Node;

use crate::trace::quoted;
use crate::xml::{self, DSIG, SAML, SAMLP};
use crate::{Code, Refusal};

/// Children of a Response (SAML core §3.3.3).
const CHILDREN: [(&str, &str); 6] =
    [(SAML, "Issuer"), (DSIG, "Signature"), (SAMLP, "Extensions"), (SAMLP, "Status"), (SAML, "Assertion"), (SAML, "EncryptedAssertion")];

/// The assertion.
pub(super) fn check<'a, 'input>(root: Node<'a, 'input>, whole: bool) -> Result<(Node<'a, 'input>, String), Refusal> {
    for node in root.descendants().filter(|node| node.is_element() && *node != root) {
        let parent = node.parent().filter(Node::is_element);
        let in_root = parent == Some(root);
        let in_assertion = parent.is_some_and(|parent| xml::is(parent, SAML, "Assertion"));
        let good = match node.tag_name().name() {
            "Assertion" | "EncryptedAssertion" => whole && in_root,
            "Signature" => in_root || in_assertion,
            "Response" => false,
            _ => true,
        };
        if !good {
            let found = format!("{} in {}", node.tag_name().name(), parent.map_or("nothing", |parent| parent.tag_name().name()));
            return Err(Refusal::new(Code::MisplacedElement, "each part of the message in its place", found));
        }
    }
    let assertion = if whole { of_response(root)? } else { root };
    Ok((assertion, "one Assertion, in its place".to_owned()))
}

fn of_response<'a, 'input>(root: Node<'a, 'input>) -> Result<Node<'a, 'input>, Refusal> {
    for child in root.children().filter(Node::is_element) {
        if !CHILDREN.iter().any(|(namespace, name)| xml::is(child, namespace, name)) {
            return Err(Refusal::new(Code::MessageShape, "only the parts of a Response", quoted(child.tag_name().name())));
        }
    }
    if xml::children(root, SAML, "EncryptedAssertion").next().is_some() {
        return Err(Refusal::new(Code::Encrypted, "nothing encrypted", "EncryptedAssertion"));
    }
    let missing = || Refusal::new(Code::AssertionMissing, "one Assertion", "none");
    xml::only(root, SAML, "Assertion", Code::SeveralAssertions)?.ok_or_else(missing)
}
