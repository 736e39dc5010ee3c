//! One operation of the platform API: where it is, who may call it, what goes in and out.

use postern_model::PermissionId;
use serde::Serialize;

use crate::{Class, TypeRef};

/// An operation's position in [`crate::Catalog::operations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OperationId(pub u16);

/// One method on one path, as its documentation declares it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its position in the catalogue.
    pub id: OperationId,
    /// Its name in the official Python package, such as `get_users_me`.
    pub name: &'static str,
    /// The API group it belongs to, such as `Users`.
    pub tag: &'static str,
    /// The HTTP method in capitals.
    pub method: &'static str,
    /// The path with parameters in braces, such as `/api/v2/users/{userId}`.
    pub path: &'static str,
    /// The names of the path's parameters, in order.
    pub param_names: &'static [&'static str],
    /// How the listed permissions are required.
    pub need: Need,
    /// The permissions the documentation lists.
    pub permissions: &'static [PermissionId],
    /// The OAuth scopes of which any one suffices; they never apply to client credentials.
    pub scopes: &'static [&'static str],
    /// How the scopes are known.
    pub scopes_source: ScopesSource,
    /// Whether a token without a user is refused with 400 `not.a.user`.
    pub user_context: bool,
    /// Where the operation shows that it looks at divisions; no source states it outright.
    pub division_hints: DivisionHints,
    /// The declared query parameters.
    pub query: &'static [QueryParam],
    /// The type of the request body.
    pub body: Option<TypeRef>,
    /// Whether a request without a body is refused.
    pub body_required: bool,
    /// The type of a successful answer's body.
    pub response: Option<TypeRef>,
    /// The 2xx statuses the documentation declares; empty for operations newer than it.
    pub success: &'static [u16],
    /// The error codes declared for this operation beyond the universal ones, with their statuses.
    pub errors: &'static [(u16, &'static str)],
    /// The content type of its bodies.
    pub media: &'static str,
    /// What kind of work serving it is.
    pub class: Class,
    /// Whether the documentation calls it deprecated.
    pub deprecated: bool,
    /// Whether it is a preview that may change without notice.
    pub preview: bool,
}

/// How the permissions of an operation are required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// The documentation says that no permission is needed.
    None,
    /// One of the listed permissions suffices.
    Any,
    /// Every listed permission is needed.
    All,
    /// No source says.
    Unknown,
}

impl Need {
    /// Every need with its name in the catalogue's text; its number in the packed form is its place here.
    pub const NAMES: [(Self, &'static str); 4] = [(Self::None, "none"), (Self::Any, "any"), (Self::All, "all"), (Self::Unknown, "unknown")];
}

/// How an operation's scopes are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ScopesSource {
    /// The service's API description states them.
    Spec,
    /// Derived by rule from the operations beside it.
    Rule,
    /// No source says.
    Unknown,
}

impl ScopesSource {
    /// Every source; its number in the packed form is its place here.
    pub const ALL: [Self; 3] = [Self::Spec, Self::Rule, Self::Unknown];
}

/// Where an operation carries a sign of divisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DivisionHints {
    /// A division is part of the path.
    pub path: bool,
    /// A query parameter names a division.
    pub query: bool,
    /// The request body holds a division.
    pub body: bool,
    /// The answer holds a division.
    pub response: bool,
}

impl DivisionHints {
    /// Whether there is any sign at all.
    pub fn any(self) -> bool {
        self.path || self.query || self.body || self.response
    }
}

/// A query parameter.
#[derive(Clone, Debug)]
pub struct QueryParam {
    /// Its name, case-sensitive.
    pub name: &'static str,
    /// Its type; lists arrive separated by commas or repeated.
    pub ty: TypeRef,
    /// Whether a request without it is refused.
    pub required: bool,
    /// The allowed values; empty when no source lists them.
    pub allowed: &'static [&'static str],
    /// The value that stands when it is left out.
    pub default: Option<&'static str>,
}
