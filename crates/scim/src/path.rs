//! Names of attributes, and the paths of patch operations (RFC 7644 §3.10, §3.5.2).

use std::fmt;

use crate::filter::{Filter, SyntaxError};

/// The name of an attribute or of a part of one, as it was spelt: `userName`, `emails.value`, or either after a URN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttrPath {
    /// The URN of its schema.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
    /// A sub-attribute.
    pub part: Option<String>,
}

impl AttrPath {
    /// Reads a name. A URN ends at its last colon, since its version has dots in it.
    pub fn parse(text: &str) -> Option<Self> {
        let urn = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:"));
        let (schema, rest) = match text.rsplit_once(':') {
            Some((schema, rest)) if urn => (Some(schema), rest),
            Some(_) => return None,
            None => (None, text),
        };
        let (name, part) = rest.split_once('.').map_or((rest, None), |(name, part)| (name, Some(part)));
        let whole = is_name(name) && part.is_none_or(is_name);
        whole.then(|| Self { schema: schema.map(str::to_owned), name: name.to_owned(), part: part.map(str::to_owned) })
    }
}

/// Whether `text` is a name (RFC 7643 §2.1). `$ref` is one too.
pub(crate) fn is_name(text: &str) -> bool {
    let rest = text.strip_prefix('$').unwrap_or(text);
    rest.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && rest.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
}

impl fmt::Display for AttrPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.schema.iter().try_for_each(|schema| write!(out, "{schema}:"))?;
        out.write_str(&self.name)?;
        self.part.iter().try_for_each(|part| write!(out, ".{part}"))
    }
}

/// What a patch operation is at, or a filter looks at: `title`, `emails[type eq "work"]`, `emails[type eq "work"].value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The attribute; its part only where no filter stands between the two.
    pub attribute: AttrPath,
    /// Which of its values.
    pub within: Option<Box<Filter>>,
    /// A sub-attribute of the values that the filter selects.
    pub part: Option<String>,
}

impl Path {
    /// Reads the path of a patch operation.
    ///
    /// # Errors
    ///
    /// Where it departs from the grammar.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        crate::filter::parse_path(text)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.attribute)?;
        self.within.iter().try_for_each(|filter| write!(out, "[{filter}]"))?;
        self.part.iter().try_for_each(|part| write!(out, ".{part}"))
    }
}
