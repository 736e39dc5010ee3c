//! The handlers, one file an operation: `api/<static path segments>/<name>.rs`. The name is the method in lower case,
//! except that GET of a listing is `list` and POST on a collection is `create`. [`TABLE`] ties each to its operation.

pub mod analytics;
pub mod architect;
pub mod audits;
pub mod authorization;
pub mod casemanagement;
pub mod date;
pub mod downloads;
pub mod flows;
pub mod groups;
pub mod guides;
pub mod identityproviders;
pub mod integrations;
pub mod journey;
pub mod locations;
pub mod notifications;
pub mod oauth;
pub mod organizations;
pub mod outbound;
pub mod presencedefinitions;
pub mod quality;
pub mod responsemanagement;
pub mod routing;
pub mod scim;
pub mod scripts;
pub mod speechandtextanalytics;
pub mod stations;
pub mod systempresences;
pub mod taskmanagement;
pub mod teams;
pub mod telephony;
pub mod tokens;
pub mod usage;
pub mod users;
pub mod webdeployments;

use std::sync::LazyLock;

use postern_catalog::{Catalog, Operation, OperationId};

use crate::{call::Handler, generic};

/// Every built operation, by its name in the catalogue.
pub const TABLES: &[&[(&str, Handler)]] = &[
    analytics::TABLE,
    architect::TABLE,
    audits::TABLE,
    authorization::permissions::TABLE,
    authorization::products::TABLE,
    authorization::roles::TABLE,
    authorization::settings::TABLE,
    authorization::divisions::TABLE,
    authorization::divisionspermitted::TABLE,
    authorization::subjects::TABLE,
    casemanagement::TABLE,
    date::TABLE,
    flows::TABLE,
    downloads::TABLE,
    groups::TABLE,
    guides::TABLE,
    identityproviders::TABLE,
    locations::TABLE,
    notifications::TABLE,
    journey::TABLE,
    oauth::TABLE,
    organizations::TABLE,
    presencedefinitions::TABLE,
    routing::TABLE,
    scim::TABLE,
    teams::TABLE,
    systempresences::TABLE,
    stations::TABLE,
    telephony::TABLE,
    integrations::TABLE,
    outbound::TABLE,
    quality::TABLE,
    responsemanagement::TABLE,
    scripts::TABLE,
    speechandtextanalytics::TABLE,
    taskmanagement::TABLE,
    tokens::TABLE,
    usage::TABLE,
    users::TABLE,
    webdeployments::TABLE,
];

/// The handler of an operation, if it is built.
pub(crate) fn handler(operation: OperationId) -> Option<Handler> {
    HANDLERS.get(usize::from(operation.0)).copied().flatten()
}

/// Whether an operation only reads: by its method, or by its handler, since queries are POSTs.
pub(crate) fn reads(operation: &Operation) -> bool {
    let handler = || handler(operation.id).or_else(|| generic::handler(operation.id));
    matches!(operation.method, "GET" | "HEAD") || matches!(handler(), Some(Handler::Read(_) | Handler::Query(_)))
}

static HANDLERS: LazyLock<Vec<Option<Handler>>> = LazyLock::new(|| {
    let catalog = Catalog::builtin();
    let mut handlers = vec![None; catalog.operations().len()];
    for (name, handler) in TABLES.iter().copied().flatten() {
        if let Some(slot) = catalog.operation_named(name).and_then(|operation| handlers.get_mut(usize::from(operation.id.0))) {
            *slot = Some(*handler);
        }
    }
    handlers
});

/// The names of the built operations, in the order of the tables.
pub fn built() -> impl Iterator<Item = &'static str> {
    TABLES.iter().copied().flatten().map(|(name, _)| *name)
}
