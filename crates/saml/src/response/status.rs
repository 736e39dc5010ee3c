//! The identity provider says that it worked (SAML core §3.2.2.2). Looked at before signatures, for an error answer
//! often has none; a forged one only refuses.

use roxmltree::Node;

use crate::trace::quoted;
use crate::xml::{SAMLP, only};
use crate::{Code, Refusal};

pub(crate) const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";

pub(super) fn check(root: Node<'_, '_>, whole: bool) -> Result<((), String), Refusal> {
    if !whole {
        return Ok(((), "a bare Assertion has no status".to_owned()));
    }
    let code = status_code(root)?;
    if code.as_deref() != Some(SUCCESS) {
        let found = code.map_or_else(|| "no status code".to_owned(), |code| quoted(&code));
        return Err(Refusal::new(Code::StatusNotSuccess, "the status Success", found));
    }
    Ok(((), "status Success".to_owned()))
}

/// The top-level status code, with the second one, if there is one, after a slash.
pub(crate) fn status_code(root: Node<'_, '_>) -> Result<Option<String>, Refusal> {
    let Some(status) = only(root, SAMLP, "Status", Code::MessageShape)? else { return Ok(None) };
    let Some(code) = only(status, SAMLP, "StatusCode", Code::MessageShape)? else { return Ok(None) };
    let value = code.attribute("Value").unwrap_or_default();
    let inner = only(code, SAMLP, "StatusCode", Code::MessageShape)?.and_then(|inner| inner.attribute("Value"));
    Ok(Some(inner.map_or_else(|| value.to_owned(), |inner| format!("{value} / {inner}"))))
}
