//! The text of an element that may hold nothing but text.

use roxmltree::Node;

use crate::{Code, Refusal};

/// Text and CDATA of an element, put together. An element or comment inside refuses: readers differ on what the text
/// then is, and that difference is an attack.
pub(crate) fn leaf(node: Node<'_, '_>) -> Result<String, Refusal> {
    let mut text = String::new();
    for child in node.children() {
        if !child.is_text() {
            return Err(Refusal::new(Code::ElementInText, format!("{} with text only", node.tag_name().name()), "markup inside"));
        }
        text.push_str(child.text().unwrap_or_default());
    }
    Ok(text)
}
