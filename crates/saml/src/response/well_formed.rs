//! Strict XML within the limits: see [`crate::xml`].

use roxmltree::Document;

use crate::Refusal;
use crate::xml;

pub(super) fn check(bytes: &[u8]) -> Result<(Document<'_>, String), Refusal> {
    let document = xml::parse_message(bytes)?;
    Ok((document, "well-formed XML without document type, processing instructions and comments".to_owned()))
}
