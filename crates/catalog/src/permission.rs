//! Permissions and scopes by name.

use postern_model::PermissionId;

/// A permission that some operation names.
#[derive(Clone, Debug)]
pub struct Permission {
    /// Its position in the catalogue's sorted list.
    pub id: PermissionId,
    /// The whole name, such as `routing:queue:view`.
    pub name: &'static str,
    /// The part before the first colon; empty for the two names without colons (`admin`, `content_management_user`).
    pub domain: &'static str,
    /// The part between the colons.
    pub entity: &'static str,
    /// The part after the second colon.
    pub action: &'static str,
    /// Whether some operation that names it, or another permission of its entity, shows a sign of divisions. Inferred: no
    /// source states it.
    pub division_aware: bool,
}

/// An OAuth scope that some operation accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Its name, such as `users:readonly`.
    pub name: &'static str,
}
