//! Harbour Bank, the demo organization, and its policy.

use std::collections::BTreeMap;

use postern_audit::{Inputs, Policy, Report, Rule, audit};
use postern_catalog::Catalog;
use postern_model::{Client, Evidence, Id};
use postern_org::{Organization, demo, fresh};
use postern_testkit::sample;
use postern_workload::Workload;

pub const POLICY: &str = include_str!("../../../../examples/policy/harbour-bank.toml");

pub fn organization() -> Organization {
    let mut draft = sample::empty();
    fresh::found(&mut draft, "harbourbank.example").unwrap();
    demo::tell(&mut draft, "harbourbank.example").unwrap();
    draft.finish().0
}

pub fn policy() -> Policy {
    Policy::read(POLICY, &Rule::ids()).unwrap()
}

/// What is said of Harbour Bank by its policy, with what was collected by a reader who may read everything.
pub fn report(organization: &Organization, evidence: Option<&Evidence>, workloads: &BTreeMap<Id<Client>, Workload>) -> Report {
    let policy = policy();
    let now = crate::world::NOW;
    let effects = BTreeMap::new();
    audit(&Inputs { catalog: Catalog::builtin(), organization, evidence, policy: Some(&policy), workloads, effects: &effects, now })
}
