//! The types of parameters, fields and bodies.

use std::fmt;

use serde::{Serialize, Serializer};

/// A declared type. Written `string`, `array<User>`, `map<integer>`, and so on; whatever is not a keyword names a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// Anything.
    Object,
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A moment, ISO 8601 with offset.
    DateTime,
    /// A calendar day, `yyyy-MM-dd`.
    Date,
    /// A list.
    Array(&'static TypeRef),
    /// An object whose keys are data.
    Map(&'static TypeRef),
    /// An object with declared fields; see [`crate::Catalog::model`].
    Model(&'static str),
}

/// The types that are not made of others.
const PLAIN: [(&str, TypeRef); 7] = [
    ("object", TypeRef::Object),
    ("string", TypeRef::String),
    ("integer", TypeRef::Integer),
    ("number", TypeRef::Number),
    ("boolean", TypeRef::Boolean),
    ("datetime", TypeRef::DateTime),
    ("date", TypeRef::Date),
];

impl TypeRef {
    /// Reads a type as it is written. Parts of lists and maps are kept for the life of the program.
    pub fn parse(text: &'static str) -> Self {
        let inside = |head| text.strip_prefix(head).and_then(|rest: &'static str| rest.strip_suffix('>'));
        let keep = |inner| -> &'static Self { Box::leak(Box::new(Self::parse(inner))) };
        match (PLAIN.iter().find(|(name, _)| *name == text), inside("array<"), inside("map<")) {
            (Some((_, plain)), _, _) => *plain,
            (_, Some(inner), _) => Self::Array(keep(inner)),
            (_, _, Some(inner)) => Self::Map(keep(inner)),
            _ => Self::Model(text),
        }
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Array(inner) => write!(out, "array<{inner}>"),
            Self::Map(inner) => write!(out, "map<{inner}>"),
            Self::Model(name) => out.write_str(name),
            plain => out.write_str(PLAIN.iter().find(|(_, ty)| ty == plain).map_or("object", |(name, _)| name)),
        }
    }
}

impl Serialize for TypeRef {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_reads_back_as_it_is_written() {
        for text in ["object", "string", "date", "array<string>", "map<array<string>>", "array<User>", "User"] {
            assert_eq!(TypeRef::parse(text).to_string(), text);
        }
        assert_eq!(TypeRef::parse("array<User>"), TypeRef::Array(&TypeRef::Model("User")));
    }
}
