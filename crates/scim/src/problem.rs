//! Why a request is refused, in the protocol's terms.

/// The kinds of bad requests (RFC 7644 §3.12, table 9; `invalidVers` for a stale ETag).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScimType {
    /// The filter cannot be read, or does not fit the attribute.
    InvalidFilter,
    /// The body has the wrong shape.
    InvalidSyntax,
    /// The path of a patch operation cannot be read, or names nothing.
    InvalidPath,
    /// The path of a patch operation selects nothing.
    NoTarget,
    /// A value is missing or does not fit.
    InvalidValue,
    /// The attribute cannot be altered.
    Mutability,
    /// The value belongs to another resource.
    Uniqueness,
    /// The resource has changed since.
    InvalidVers,
}

impl ScimType {
    /// Every kind with its wire name.
    pub const NAMES: [(Self, &'static str); 8] = [
        (Self::InvalidFilter, "invalidFilter"),
        (Self::InvalidSyntax, "invalidSyntax"),
        (Self::InvalidPath, "invalidPath"),
        (Self::NoTarget, "noTarget"),
        (Self::InvalidValue, "invalidValue"),
        (Self::Mutability, "mutability"),
        (Self::Uniqueness, "uniqueness"),
        (Self::InvalidVers, "invalidVers"),
    ];

    /// The wire name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A refused request: its kind, and what a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The kind.
    pub scim_type: ScimType,
    /// Names the input and the fix.
    pub detail: String,
}

impl Problem {
    /// A problem of this kind.
    pub fn new(scim_type: ScimType, detail: impl Into<String>) -> Self {
        Self { scim_type, detail: detail.into() }
    }

    /// The same, told of a part of the request.
    pub(crate) fn of(self, part: &str) -> Self {
        Self { detail: format!("{part}: {}", self.detail), ..self }
    }
}
