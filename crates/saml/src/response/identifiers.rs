//! No two elements share an id, under whatever name a reader might take for one.

use std::collections::BTreeSet;

use roxmltree::Node;

use crate::trace::quoted;
use crate::{Code, Refusal};

pub(crate) fn check(root: Node<'_, '_>) -> Result<((), String), Refusal> {
    let mut seen = BTreeSet::new();
    for attribute in root.descendants().flat_map(|node| node.attributes()) {
        let name = attribute.name();
        if !name.eq_ignore_ascii_case("id") && !name.eq_ignore_ascii_case("assertionid") {
            continue;
        }
        if attribute.namespace().is_some() {
            return Err(Refusal::new(Code::DuplicateId, "ids without namespace", quoted(name)));
        }
        if !seen.insert(attribute.value()) {
            return Err(Refusal::new(Code::DuplicateId, "ids that differ", format!("{} twice", quoted(attribute.value()))));
        }
    }
    Ok(((), format!("{} ids, all different", seen.len())))
}
