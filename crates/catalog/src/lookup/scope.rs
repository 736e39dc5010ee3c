//! Looking scopes up.

use serde::Serialize;

use super::{Finding, OperationLine, names_with};
use crate::Catalog;

/// All that is known about a scope.
#[derive(Clone, Debug, Serialize)]
pub struct ScopeView {
    /// Its name.
    pub name: &'static str,
    /// The operations that accept it.
    pub operations: Vec<OperationLine>,
}

pub(super) fn find(catalog: &Catalog, query: &str) -> Finding {
    match catalog.scopes().iter().find(|scope| scope.name == query) {
        Some(scope) => {
            let accepting = catalog.operations().iter().filter(|operation| operation.scopes.contains(&scope.name));
            Finding::Scope(ScopeView { name: scope.name, operations: accepting.map(OperationLine::from).collect() })
        }
        // A name with its access is whole; one that does not exist is a mistake, also when it is part of another.
        None if query.contains(':') => Finding::Nothing,
        None => names_with(catalog.scopes().iter().map(|scope| scope.name), query),
    }
}
