//! Which attribute a name means (RFC 7644 §3.10). Letter case does not count.

use super::{Attribute, Kind, Mutability, ResourceType, Returned, Schema, table};
use crate::path::AttrPath;

/// What a name means.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A whole extension.
    Extension(&'static Schema),
    /// An attribute.
    Attribute {
        /// The extension it stands in; none for the core schema.
        home: Option<&'static str>,
        /// The attribute.
        attribute: &'static Attribute,
        /// The part that is named.
        part: Option<&'static Attribute>,
    },
    /// An attribute of the RFC that is not kept.
    PassedOver,
}

impl ResourceType {
    /// What `path` means; `None` when nothing is called so.
    ///
    /// An attribute of an extension is also found without its URN, as in the service's own examples (`manager eq …`).
    pub fn find(&self, path: &AttrPath) -> Option<Place> {
        let text = path.to_string();
        if let Some(extension) = self.extensions.iter().find(|extension| extension.id.eq_ignore_ascii_case(&text)) {
            return Some(Place::Extension(extension));
        }
        let named = |schema: &&&'static Schema| path.schema.as_deref().is_none_or(|urn| schema.id.eq_ignore_ascii_case(urn));
        let core = [self.core];
        let schemas = || core.iter().chain(self.extensions).filter(named);
        schemas().find_map(|schema| self.find_in(schema, path)).or_else(|| {
            let over = |schema: &&'static Schema| schema.passed_over.iter().any(|name| name.eq_ignore_ascii_case(&path.name));
            schemas().any(over).then_some(Place::PassedOver)
        })
    }

    fn find_in(&self, schema: &'static Schema, path: &AttrPath) -> Option<Place> {
        let core = std::ptr::eq(schema, self.core);
        let common: &'static [Attribute] = if core { table::COMMON } else { &[] };
        let alias = table::ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(&path.name));
        let name = alias.map_or(path.name.as_str(), |(_, name)| name);
        let attribute = schema.attributes.iter().chain(common).find(|attribute| attribute.name.eq_ignore_ascii_case(name))?;
        let part = match &path.part {
            Some(part) => Some(part_of(attribute, part)?),
            None => None,
        };
        Some(Place::Attribute { home: (!core).then_some(schema.id), attribute, part })
    }
}

/// A part of `attribute`. Those that any attribute with several values has (RFC 7643 §2.4) are known without a line in
/// the table.
pub(crate) fn part_of(attribute: &'static Attribute, name: &str) -> Option<&'static Attribute> {
    let usual = || table::USUAL_PARTS.iter().filter(|_| attribute.multiple).find(|part| part.name.eq_ignore_ascii_case(name));
    attribute.part(name).or_else(usual)
}

impl Attribute {
    /// An attribute of text that can be written, has one value and no name.
    pub(super) const BLANK: Self = Self {
        name: "",
        description: "",
        kind: Kind::Text,
        multiple: false,
        required: false,
        case_exact: false,
        mutability: Mutability::ReadWrite,
        returned: Returned::Default,
        unique: false,
        canonical: &[],
        references: &[],
        parts: &[],
        key: "",
    };
}
