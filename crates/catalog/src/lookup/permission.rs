//! Looking permissions up.

use serde::Serialize;

use super::{Finding, OperationLine, names_with};
use crate::{Catalog, Need};

/// All that is known about a permission.
#[derive(Clone, Debug, Serialize)]
pub struct PermissionView {
    /// Its name.
    pub name: &'static str,
    /// Whether some operation naming it shows a sign of divisions; inferred.
    pub division_aware: bool,
    /// The operations that name it.
    pub operations: Vec<NamedBy>,
}

/// An operation that names a permission.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct NamedBy {
    /// Whether one of its permissions suffices or all are needed.
    pub need: Need,
    /// How many permissions it names besides this one.
    pub others: usize,
    /// The operation.
    #[serde(flatten)]
    pub operation: OperationLine,
}

pub(super) fn find(catalog: &Catalog, query: &str) -> Finding {
    if let Some(id) = catalog.permission_id(query) {
        let permission = catalog.permission(id);
        let naming = catalog.operations().iter().filter(|operation| operation.permissions.contains(&id));
        let operations =
            naming.map(|operation| NamedBy { need: operation.need, others: operation.permissions.len() - 1, operation: operation.into() });
        return Finding::Permission(PermissionView {
            name: permission.name,
            division_aware: permission.division_aware,
            operations: operations.collect(),
        });
    }
    let names = |ids: &mut dyn Iterator<Item = _>| ids.map(|id| catalog.permission(id).name).collect::<Vec<_>>();
    let parts: Vec<&str> = query.split(':').collect();
    let expanded = match parts.as_slice() {
        [domain, "*"] => names(&mut catalog.expand(domain, "*", ["*"].into_iter()).iter()),
        [domain, entity, action] if query.contains('*') => names(&mut catalog.expand(domain, entity, [*action].into_iter()).iter()),
        _ => Vec::new(),
    };
    match (expanded.is_empty(), parts.len()) {
        (false, _) => Finding::Names(expanded),
        // A whole name that does not exist is a mistake, also when it is part of another.
        (true, 3..) => Finding::Nothing,
        (true, _) => names_with(catalog.permissions().iter().map(|permission| permission.name), query),
    }
}
