//! Audits an organization against a policy: every rule with its evidence and its remedy, one verdict for each machine
//! client, and the smallest role that a client needs.
//!
//! Ring 3: pure. What could not be read is never taken for clean: a rule whose facts are missing says which, and which
//! permission would show them.
//!
//! To add a rule: a file `rules/<id>_<slug>.rs` with a `RULE`, its place in [`rules::RULES`], a page `docs/rules/<ID>.md`,
//! and tests in `tests/rules/<id>.rs` that make it fire and not fire.
#![deny(missing_docs)]

pub mod certificate;
mod coverage;
pub mod escalation;
mod explained;
pub mod finding;
pub mod least_privilege;
pub mod needed;
mod pictures;
pub mod policy;
pub mod report;
pub mod reports;
pub mod rules;
pub mod view;

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_model::{Client, Evidence, Id, Timestamp};
use postern_org::Organization;
use postern_workload::{Workload, effects::SideEffect};

pub use certificate::Certificate;
pub use finding::{Class, Finding, Hit, Remedy, Severity, State, Subject};
pub use least_privilege::{Least, LeastRole, NoLeast, least_privilege};
pub use needed::Needed;
pub use policy::Policy;
pub use report::{Outcome, Report, audit};
pub use rules::{RULES, Rule};
pub use view::View;

/// Everything that an audit goes by.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The API as data.
    pub catalog: &'static Catalog,
    /// The organization.
    pub organization: &'a Organization,
    /// What was collected around its access state.
    pub evidence: Option<&'a Evidence>,
    /// What must hold; without one the default, and rules about the policy cannot be told.
    pub policy: Option<&'a Policy>,
    /// What clients have to be able to do, where somebody said.
    pub workloads: &'a BTreeMap<Id<Client>, Workload>,
    /// What their Terraform does beside its resources.
    pub effects: &'a BTreeMap<Id<Client>, Vec<SideEffect>>,
    /// When the organization was read: what people and programs did lately is counted back from there.
    pub taken: Timestamp,
    /// Now.
    pub now: Timestamp,
}
