//! Harbour Bank, the demo organization, and its policy with the workloads that it names.

use std::{collections::BTreeMap, path::Path};

use postern_audit::{Inputs, Policy, Rule};
use postern_catalog::Catalog;
use postern_model::{Client, Evidence, Fact, Id};
use postern_org::Organization;
use postern_testkit::sample;
use postern_workload::{Workload, effects::SideEffect};

use crate::world::{NOW, World};

pub const POLICY: &str = include_str!("../../../../examples/policy/harbour-bank.toml");

pub fn policy() -> Policy {
    Policy::read(POLICY, &Rule::ids()).unwrap()
}

/// Everything that an audit of Harbour Bank goes by.
pub struct Demo {
    pub organization: Organization,
    policy: Policy,
    evidence: Option<Evidence>,
    workloads: BTreeMap<Id<Client>, Workload>,
    effects: BTreeMap<Id<Client>, Vec<SideEffect>>,
}

impl Demo {
    /// With the policy's workloads, and evidence that shows nothing: a reader may read everything, and nobody called anything.
    pub fn new() -> Self {
        let (organization, policy) = (sample::bank(), policy());
        let mut demo = Self { organization, policy, evidence: World::new().evidence, workloads: BTreeMap::new(), effects: BTreeMap::new() };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/policy");
        for listed in &demo.policy.clients {
            let client = demo.organization.clients().find(|client| listed.is(client)).unwrap().id;
            for path in &listed.workloads {
                let text = std::fs::read_to_string(folder.join(path)).unwrap();
                let read = postern_workload::read(Catalog::builtin(), &text).unwrap_or_else(|problems| panic!("{problems:?}"));
                demo.workloads.entry(client).or_default().merge(read);
            }
        }
        demo
    }

    pub fn inputs(&self) -> Inputs<'_> {
        Inputs {
            catalog: Catalog::builtin(),
            organization: &self.organization,
            evidence: self.evidence.as_ref(),
            policy: Some(&self.policy),
            workloads: &self.workloads,
            effects: &self.effects,
            taken: NOW,
            now: NOW,
        }
    }

    /// The same, read from a service that shows these access policies.
    pub fn with_access_policies(mut self, policies: Fact<Vec<serde_json::Value>>) -> Self {
        let mut snapshot = self.organization.snapshot(NOW);
        snapshot.evidence = self.evidence.clone().map(|evidence| Evidence { access_policies: policies, ..evidence });
        self.evidence.clone_from(&snapshot.evidence);
        self.organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
        self
    }

    pub fn client(&self, name: &str) -> &Client {
        self.organization.clients().find(|client| client.name == name).unwrap()
    }
}
