//! Whole reports, as people and pipelines read them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_model::{Client, Fact, Id};
use postern_org::Organization;
use postern_rehearse::{Change, Inputs, Report, Step, file, rehearse, report::FailOn, report::Outcome, survivors::Expected};
use postern_testkit::sample::{NOW, bank};
use postern_workload::Workload;

const WORK: &str = "POST /api/v2/routing/queues in *\nGET /api/v2/authorization/roles\n";

fn steps(text: &str) -> Vec<Step> {
    file::read(text).unwrap_or_else(|problems| panic!("{}", file::report("changes.toml", text, &problems)))
}

/// A rehearsal in which the Terraform pipeline has work to do and calls from 203.0.113.0/28, and Ada Quayle is a break-glass account.
fn rehearsed(organization: &Organization, steps: &[Step]) -> Report {
    rehearsed_with(organization, steps, ("Terraform pipeline", WORK), "ada.quayle@harbourbank.example")
}

fn rehearsed_with(organization: &Organization, steps: &[Step], (program, work): (&str, &str), glass: &str) -> Report {
    let client = |name: &str| organization.clients().find(|client| client.name == name).map(|client| client.id);
    let work = postern_workload::read(Catalog::builtin(), work).unwrap();
    let workloads: BTreeMap<Id<Client>, Workload> = client(program).map(|id| (id, work)).into_iter().collect();
    let networks = client("Terraform pipeline").map(|id| (id, vec!["203.0.113.0/28".to_owned()])).into_iter().collect();
    let domains = ["harbourbank.example".to_owned()];
    let break_glass = [(glass.to_owned(), organization.user_with_email(glass).map(|user| user.id))];
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
        break_glass: &break_glass,
    };
    rehearse(&inputs).unwrap_or_else(|refused| panic!("{refused}"))
}

fn stopped(report: &Report, what: FailOn) -> Vec<String> {
    match report.outcome(&[what]) {
        Outcome::Stop(lines) => lines,
        other => panic!("not stopped: {other:?}"),
    }
}

fn untold(report: &Report, what: FailOn) -> Vec<String> {
    match report.outcome(&[what]) {
        Outcome::Unknown(lines) => lines,
        other => panic!("told: {other:?}"),
    }
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

/// A plan of the real provider, on the organization that it was made for.
#[test]
fn a_terraform_plan() {
    let (before, plan) = (include_str!("plans/before.json"), include_str!("plans/01-tidy-up.json"));
    let organization = Organization::from_snapshot(Catalog::builtin(), serde_json::from_str(before).unwrap()).unwrap();
    let plan = postern_workload::plan::identity_changes(&serde_json::from_str(plan).unwrap());
    let told = postern_rehearse::plan::changes(Catalog::builtin(), &organization, &plan);
    let report = rehearsed_with(
        &organization,
        &told.steps,
        ("Terraform pipeline", "POST /api/v2/oauth/clients\n"),
        "ada.quayle@harbourbank.example",
    );
    shown("plan", &report);
    insta::assert_json_snapshot!("plan_json", report);
}

fn list(networks: &str) -> Vec<Step> {
    steps(&format!("change = [{{ do = \"set-ip-allowlist\", networks = [{networks}] }}]"))
}

#[test]
fn a_client_that_calls_from_outside_a_new_list_of_addresses_does_not_come_in_and_of_the_others_it_cannot_be_told() {
    let report = rehearsed(&bank(), &list("\"198.51.100.0/24\""));
    let why = "it calls from 203.0.113.0/28, which the IP address allowlist does not hold";
    assert_eq!(stopped(&report, FailOn::LostWorkload), [format!("lost-workload: `Terraform pipeline` does not come in: {why}")]);
    assert!(report.sign_in.stopped.iter().any(|stopped| stopped.name == "Terraform pipeline" && stopped.code == "ip.not.authorized"));
    assert!(report.survivors.machines.is_empty() && !report.survivors.machines_perhaps.contains(&"Terraform pipeline".to_owned()));
    let from = "the IP address allowlist becomes narrower, and from where people come in is not in this data";
    assert_eq!(untold(&report, FailOn::LostSignIn), [format!("lost-sign-in cannot be told: {from}")]);
    assert_eq!(untold(&report, FailOn::LockOut)[0], format!("lock-out cannot be told: {from}"));
    shown("addresses", &report);
}

#[test]
fn a_list_that_holds_where_the_client_calls_from_lets_it_go_on_and_a_wider_one_says_nothing_new() {
    let report = rehearsed(&bank(), &list("\"203.0.113.0/24\", \"127.0.0.1\""));
    assert_eq!(report.outcome(&[FailOn::LostWorkload]), Outcome::Clear);
    assert_eq!(report.survivors.machines, ["Terraform pipeline"]);
    let narrow = postern_rehearse::apply(Catalog::builtin(), &bank(), &list("\"203.0.113.0/24\""), NOW).unwrap().organization;
    let report = rehearsed(&narrow, &list("\"203.0.113.0/24\", \"198.51.100.0/24\""));
    assert_eq!(report.outcome(&[FailOn::LostWorkload, FailOn::LockOut, FailOn::LostSignIn]), Outcome::Clear);
}

#[test]
fn enforced_scopes_take_from_a_program_that_acts_as_a_person_what_its_scopes_do_not_hold() {
    let scopes = steps("change = [{ do = \"enforce-scopes\", on = true }]");
    // The wallboard has `analytics:readonly` and `routing:readonly`.
    let report = rehearsed_with(&bank(), &scopes, ("Lobby wallboard", "GET /api/v2/users\nGET /api/v2/routing/queues\n"), "");
    let lost = "lost-workload: `Lobby wallboard` cannot do 1 of its 2 operations any more";
    assert_eq!(stopped(&report, FailOn::LostWorkload), [lost]);
    assert_eq!(report.workloads[0].lost[0].operation, "GET /api/v2/users");
    let report = rehearsed_with(&bank(), &scopes, ("Lobby wallboard", "GET /api/v2/routing/queues\n"), "");
    let open = "lost-workload cannot be told: `Lobby wallboard`: it acts as a person, who is not named: 1 of its operations";
    assert_eq!(untold(&report, FailOn::LostWorkload), [open]);
    // Scopes are nothing to client credentials.
    assert_eq!(rehearsed(&bank(), &scopes).outcome(&[FailOn::LostWorkload]), Outcome::Clear);
}

#[test]
fn a_break_glass_account_without_a_way_in_is_a_lock_out() {
    let lock_down = [Step::from(Change::lock_down("okta"))];
    let of = |glass: &str| rehearsed_with(&bank(), &lock_down, ("Terraform pipeline", WORK), glass);
    assert_eq!(of("ada.quayle@harbourbank.example").outcome(&[FailOn::LockOut]), Outcome::Clear);
    let vera = "lock-out: the break-glass account `vera.lund@consulting.example` has no way in";
    assert_eq!(stopped(&of("vera.lund@consulting.example"), FailOn::LockOut), [vera]);
    assert_eq!(stopped(&of("nobody@x"), FailOn::LockOut), ["lock-out: no one person is the break-glass account `nobody@x`"]);
}
