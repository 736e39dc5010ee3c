//! A Response, or, for a bearer grant only, a bare Assertion (RFC 7522 §2.1).

use roxmltree::Node;

use crate::trace::quoted;
use crate::xml::{self, SAML, SAMLP};
use crate::{Code, Refusal, Use};

/// Whether it is a whole Response.
pub(super) fn check(root: Node<'_, '_>, usage: Use<'_>) -> Result<(bool, String), Refusal> {
    let bare = matches!(usage, Use::BearerGrant { .. });
    if xml::is(root, SAMLP, "Response") {
        return Ok((true, "a Response".to_owned()));
    }
    if bare && xml::is(root, SAML, "Assertion") {
        return Ok((false, "a bare Assertion".to_owned()));
    }
    let expected = if bare { "a SAML 2.0 Response or Assertion" } else { "a SAML 2.0 Response" };
    Err(Refusal::new(Code::MessageType, expected, quoted(root.tag_name().name())))
}

/// Version and id of a message or assertion (SAML core §2.3.3, §3.2).
pub(crate) fn check_version_and_id(version: &str, id: &str) -> Result<(), Refusal> {
    if version != "2.0" {
        return Err(Refusal::new(Code::Version, "version 2.0", quoted(version)));
    }
    let first = |c: char| c.is_alphabetic() || c == '_';
    let rest = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if id.is_empty() || id.len() > 256 || !id.starts_with(first) || !id.chars().all(rest) {
        return Err(Refusal::new(Code::IdMalformed, "an ID of at most 256 characters that is an XML name", quoted(id)));
    }
    Ok(())
}
