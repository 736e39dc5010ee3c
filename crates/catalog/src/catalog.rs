//! The catalogue: everything that is known about the platform API, and ways to find it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use postern_model::{PermissionId, PermissionSet};

use crate::packed::{self, Packed};
use crate::route::{Route, Routes};
use crate::{Model, Operation, OperationId, Permission, Scope};

/// The platform API as data. There is one, [`Catalog::builtin`]; others are read from packed bytes by the tools that compare releases.
#[derive(Debug, Default)]
pub struct Catalog {
    operations: Vec<Operation>,
    permissions: Vec<Permission>,
    /// Each domain with the places of its permissions.
    domains: Vec<(&'static str, Range<usize>)>,
    scopes: Vec<Scope>,
    /// Sorted by name.
    names: Vec<(&'static str, OperationId)>,
    routes: Routes,
    packed_models: &'static [u8],
    models: OnceLock<Vec<Model>>,
}

static BUILTIN: LazyLock<Catalog> = LazyLock::new(|| {
    // Unreadable bytes would know no operation, so every call would be refused; a test keeps them from being shipped.
    Catalog::decode(include_bytes!("../catalog.bin")).unwrap_or_default()
});

impl Catalog {
    /// The catalogue this program was built with, decoded on first use.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads a packed catalogue; `None` if the bytes are not one. What it holds stays in memory for the life of the program.
    pub fn decode(bytes: &'static [u8]) -> Option<Self> {
        let Packed { permissions, operations, models } = packed::read(bytes)?;
        let scopes: BTreeSet<_> = operations.iter().flat_map(|operation| operation.scopes).copied().collect();
        let mut names: Vec<_> = operations.iter().map(|operation| (operation.name, operation.id)).collect();
        names.sort_unstable();
        Some(Self {
            routes: Routes::new(&operations),
            domains: domains(&permissions),
            scopes: scopes.into_iter().map(|name| Scope { name }).collect(),
            names,
            operations,
            permissions,
            packed_models: models,
            models: OnceLock::new(),
        })
    }

    /// Every operation, sorted by path and method. The position is the [`OperationId`].
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation with this id. Ids are only valid in the catalogue they came from.
    pub fn operation(&self, id: OperationId) -> &Operation {
        &self.operations[usize::from(id.0)]
    }

    /// The operation with this name, such as `get_users_me`.
    pub fn operation_named(&self, name: &str) -> Option<&Operation> {
        let at = self.names.binary_search_by_key(&name, |(name, _)| name).ok()?;
        self.names.get(at).map(|(_, id)| self.operation(*id))
    }

    /// The operation of this method and path template, such as `GET` and `/api/v2/users/{userId}`; the names in braces need not be the catalogue's.
    pub fn operation_at(&self, method: &str, path_template: &str) -> Option<&Operation> {
        match self.route(method, path_template) {
            Route::Found { operation, params } if params.iter().all(|param| param.starts_with('{')) => Some(self.operation(operation)),
            _ => None,
        }
    }

    /// What a request's method (in capitals) and path (without query) lead to.
    pub fn route<'p>(&self, method: &str, path: &'p str) -> Route<'p> {
        self.routes.find(method, path)
    }

    /// Every permission, sorted by name. The position is the [`PermissionId`].
    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    /// The permission with this id. Ids are only valid in the catalogue they came from.
    pub fn permission(&self, id: PermissionId) -> &Permission {
        &self.permissions[usize::from(id.0)]
    }

    /// The id of the permission with exactly this name.
    pub fn permission_id(&self, name: &str) -> Option<PermissionId> {
        let at = self.permissions.binary_search_by_key(&name, |permission| permission.name).ok()?;
        self.permissions.get(at).map(|permission| permission.id)
    }

    /// The permissions a role's policy stands for. `*` as entity or action means every one; names that do not exist contribute nothing.
    pub fn expand<'a>(&self, domain: &str, entity: &str, actions: impl Iterator<Item = &'a str>) -> PermissionSet {
        let range = self.domains.binary_search_by_key(&domain, |(name, _)| name).ok().map(|at| self.domains[at].1.clone());
        let of_domain = range.and_then(|range| self.permissions.get(range)).unwrap_or_default();
        let of_entity = || of_domain.iter().filter(|permission| entity == "*" || entity == permission.entity);
        actions
            .flat_map(|action| of_entity().filter(move |permission| action == "*" || action == permission.action))
            .map(|permission| permission.id)
            .collect()
    }

    /// The domains of the permissions, sorted.
    pub fn domains(&self) -> impl Iterator<Item = &str> {
        self.domains.iter().map(|(name, _)| *name)
    }

    /// The scopes that some operation accepts, sorted.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// The model with this name.
    pub fn model(&self, name: &str) -> Option<&Model> {
        let models = self.all_models();
        models.binary_search_by_key(&name, |model| model.name).ok().and_then(|at| models.get(at))
    }

    /// Every model, sorted by name.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        self.all_models().iter()
    }

    fn all_models(&self) -> &[Model] {
        self.models.get_or_init(|| packed::read_models(self.packed_models).unwrap_or_default())
    }
}

/// Where each domain's permissions stand in the sorted list. Names without a domain are left out.
fn domains(permissions: &[Permission]) -> Vec<(&'static str, Range<usize>)> {
    let runs = permissions.chunk_by(|left, right| left.domain == right.domain);
    let mut start = 0;
    let ranges = runs.map(|run| {
        let range = start..start + run.len();
        start = range.end;
        (run[0].domain, range)
    });
    let mut domains: Vec<_> = ranges.filter(|(domain, _)| !domain.is_empty()).collect();
    domains.sort_unstable_by_key(|(domain, _)| *domain);
    domains
}
