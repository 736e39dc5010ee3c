//! Schemas as data (RFC 7643 §7), and how names are found in them.

mod find;
mod table;
mod view;

pub use find::Place;
pub(crate) use find::part_of;
pub use table::{COMPARED_BY_VALUE, GROUP, RESOURCE_TYPES, SCHEMAS, USER};
pub use view::{resource_type, schema};

/// A kind of resource.
#[derive(Debug)]
pub struct ResourceType {
    /// `User` or `Group`.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Its path under the base of the service.
    pub endpoint: &'static str,
    /// Its own attributes.
    pub core: &'static Schema,
    /// Further attributes, under their URNs.
    pub extensions: &'static [&'static Schema],
    /// Attributes that no projection takes away.
    pub always: &'static [&'static str],
}

/// A schema.
#[derive(Debug)]
pub struct Schema {
    /// Its URN.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Its attributes.
    pub attributes: &'static [Attribute],
    /// Attributes of the RFC that have no place to be kept in: clients send them, and they are passed over.
    pub passed_over: &'static [&'static str],
}

/// An attribute, or a part of one.
#[derive(Debug)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// The type of a value.
    pub kind: Kind,
    /// Whether it has several values.
    pub multiple: bool,
    /// Whether a resource needs it.
    pub required: bool,
    /// Whether letter case counts.
    pub case_exact: bool,
    /// Whether and how it can be written.
    pub mutability: Mutability,
    /// Whether answers hold it.
    pub returned: Returned,
    /// Whether two resources can have the same value.
    pub unique: bool,
    /// The values it can have; any when empty.
    pub canonical: &'static [&'static str],
    /// The kinds of resources it can point to.
    pub references: &'static [&'static str],
    /// Its parts, if it is complex.
    pub parts: &'static [Attribute],
    /// The part that tells its values apart: writing one with the same key replaces it. Empty for a single value.
    pub key: &'static str,
}

/// Types of values (RFC 7643 §2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Decimal,
    /// A moment.
    DateTime,
    /// A URI.
    Reference,
    /// An object of parts.
    Complex,
}

impl Kind {
    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Boolean => "boolean",
            Self::Decimal => "decimal",
            Self::DateTime => "dateTime",
            Self::Reference => "reference",
            Self::Complex => "complex",
        }
    }
}

/// Whether and how an attribute can be written (RFC 7643 §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutability {
    /// Freely.
    ReadWrite,
    /// Never.
    ReadOnly,
    /// It is taken, and never shown.
    WriteOnly,
}

impl Mutability {
    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReadWrite => "readWrite",
            Self::ReadOnly => "readOnly",
            Self::WriteOnly => "writeOnly",
        }
    }
}

/// Whether answers hold an attribute (RFC 7643 §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returned {
    /// Whatever is asked for.
    Always,
    /// Unless something else is asked for.
    Default,
    /// Never.
    Never,
}

impl Returned {
    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Default => "default",
            Self::Never => "never",
        }
    }
}

impl Attribute {
    /// Its part with this name, letter case aside.
    pub fn part(&self, name: &str) -> Option<&'static Attribute> {
        let parts: &'static [Attribute] = self.parts;
        parts.iter().find(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// What stands for a value of it where no part is named: the part `value` (RFC 7643 §2.4), else itself.
    pub fn plain(&'static self) -> &'static Attribute {
        self.part(COMPARED_BY_VALUE).unwrap_or(self)
    }
}
