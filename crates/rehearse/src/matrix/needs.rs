//! What operations ask for: many ask for the same, so each kind of asking is looked at once.

use std::collections::BTreeMap;

use postern_catalog::{Catalog, Need, OperationId};
use postern_model::{PermissionId, PermissionSet};

/// What some operations ask of a caller's grants. Operations that ask for no permission, and those of which no source says
/// what they ask for, are not here: no grant makes a difference to them.
pub(super) struct Asked {
    /// Whether every permission of the list is needed; else one suffices.
    pub all: bool,
    /// The list.
    pub permissions: Vec<PermissionId>,
    /// Whether only people may call.
    pub people_only: bool,
    /// The operations that ask for this.
    pub operations: Vec<OperationId>,
}

/// Everything the catalogue's operations ask for.
pub(super) struct Needs {
    pub asked: Vec<Asked>,
    /// The permissions that are looked at per division.
    pub aware: PermissionSet,
    /// Bare `admin`.
    pub admin: Option<PermissionId>,
}

impl Needs {
    pub fn of(catalog: &Catalog) -> Self {
        let mut kinds: BTreeMap<(bool, Vec<PermissionId>, bool), Vec<OperationId>> = BTreeMap::new();
        for operation in catalog.operations() {
            let all = match operation.need {
                Need::All => true,
                Need::Any => false,
                Need::None | Need::Unknown => continue,
            };
            let mut permissions = operation.permissions.to_vec();
            permissions.sort_unstable();
            permissions.dedup();
            kinds.entry((all, permissions, operation.user_context)).or_default().push(operation.id);
        }
        let asked = kinds
            .into_iter()
            .map(|((all, permissions, people_only), operations)| Asked { all, permissions, people_only, operations })
            .collect();
        let aware = catalog.permissions().iter().filter(|permission| permission.division_aware).map(|permission| permission.id).collect();
        Self { asked, aware, admin: catalog.permission_id("admin") }
    }
}
