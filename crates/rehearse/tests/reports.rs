//! Whole reports, as people and pipelines read them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod bank;

use std::collections::BTreeMap;

use bank::{NOW, bank};
use postern_catalog::Catalog;
use postern_model::{Client, Fact, Id};
use postern_org::Organization;
use postern_rehearse::{Change, Inputs, Report, Step, file, rehearse, report::FailOn, report::Outcome, survivors::Expected};
use postern_workload::Workload;

const WORK: &str = "POST /api/v2/routing/queues in *\nGET /api/v2/authorization/roles\n";

fn steps(text: &str) -> Vec<Step> {
    file::read(text).unwrap_or_else(|problems| panic!("{}", file::report("changes.toml", text, &problems)))
}

/// A rehearsal in which the Terraform pipeline has work to do and calls from 203.0.113.0/28.
fn rehearsed(organization: &Organization, steps: &[Step]) -> Report {
    let pipeline = organization.clients().find(|client| client.name == "Terraform pipeline").map(|client| client.id);
    let work = postern_workload::read(Catalog::builtin(), WORK).unwrap();
    let workloads: BTreeMap<Id<Client>, Workload> = pipeline.map(|id| (id, work)).into_iter().collect();
    let networks = pipeline.map(|id| (id, vec!["203.0.113.0/28".to_owned()])).into_iter().collect();
    let domains = ["harbourbank.example".to_owned()];
    let inputs = Inputs {
        catalog: Catalog::builtin(),
        organization,
        now: NOW,
        steps,
        left_out: &[],
        workloads: &workloads,
        networks: &networks,
        domains: Some(&domains),
        expected: Expected::default(),
    };
    rehearse(&inputs).unwrap_or_else(|refused| panic!("{refused}"))
}

fn shown(name: &str, report: &Report) {
    insta::assert_snapshot!(format!("{name}_text"), report.text());
    insta::assert_snapshot!(format!("{name}_markdown"), report.markdown());
}

#[test]
fn the_lock_down() {
    let report = rehearsed(&bank(), &[Step::from(Change::lock_down("okta"))]);
    shown("lock_down", &report);
    insta::assert_json_snapshot!("lock_down_json", report);
}

#[test]
fn changes_of_everything() {
    let text = r#"
change = [
  { do = "edit-role", role = "Infrastructure Pipeline", remove = ["routing:queue:add"] },
  { do = "add-client", client = "Ledger", roles = ["Master Admin in *"] },
  { do = "remove-member", group = "Integration Accounts", person = "svc.callback@harbourbank.example" },
  { do = "delete-client", client = "Legacy CRM sync" },
  { do = "idle-timeout", seconds = 1800 },
]"#;
    shown("changes", &rehearsed(&bank(), &steps(text)));
}

#[test]
fn an_organization_of_which_parts_could_not_be_read() {
    let mut snapshot = bank().snapshot(NOW);
    snapshot.grants = Fact::Unknown("403: authorization:grant:view is missing".to_owned());
    snapshot.providers = Fact::Unknown("403: sso:provider:view is missing".to_owned());
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    let report = rehearsed(&organization, &steps("change = [{ do = \"enforce-scopes\", on = true }]"));
    shown("unread", &report);
    insta::assert_json_snapshot!("unread_json", report);
}

#[test]
fn a_client_that_calls_from_outside_a_new_list_of_addresses_is_stopped_and_one_of_which_nobody_says_it_is_unknown() {
    let list = |networks: &str| steps(&format!("change = [{{ do = \"set-ip-allowlist\", networks = [{networks}] }}]"));
    let report = rehearsed(&bank(), &list("\"198.51.100.0/24\""));
    let Outcome::Stop(lines) = report.outcome(&[FailOn::LostWorkload]) else { panic!("not stopped") };
    let why = "it calls from 203.0.113.0/28, which the IP address allowlist no longer holds";
    assert_eq!(lines, [format!("lost-workload: `Terraform pipeline` gets no token: {why}")]);
    let report = rehearsed(&bank(), &list("\"203.0.113.0/24\", \"127.0.0.1\""));
    assert_eq!(report.outcome(&[FailOn::LostWorkload]), Outcome::Clear);
}
