//! The certificate: how single sign-on was established, and each machine client's verdict.

use postern_audit::{
    Policy, audit,
    certificate::{SsoState, Verdict},
};
use postern_catalog::Catalog;
use postern_model::{
    ClientState, Fact, GrantType, Reach, Snapshot,
    evidence::{Authorization, Piece},
    policy::People,
};
use postern_org::Organization;
use postern_workload::Place;

use crate::{
    demo::Demo,
    world::{NOW, World, ago},
};

/// Verdict and reasons of a client.
fn of(world: &World, name: &str) -> (Verdict, Vec<String>) {
    let report = audit(&world.inputs(&world.draft));
    let client = report.certificate.clients.into_iter().find(|client| client.name == name).unwrap();
    (client.verdict, client.because)
}

#[test]
fn a_client_whose_workload_is_permitted_keeps_working() {
    let mut world = World::new();
    let id = world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    world.called(id, "GET", "api/v2/routing/queues", 5, 0);
    let (verdict, because) = of(&world, "Reporting");
    assert_eq!(verdict, Verdict::KeepsWorking);
    let switch = "client credentials are not touched by the switch (inferred: no person is involved)";
    assert_eq!(because, [switch, "the one operation of its workload is permitted"]);
}

#[test]
fn a_client_breaks_for_each_reason_that_there_is() {
    let mut world = World::new();
    let (lacks, disabled) = (
        world.machine_with("Lacks", &["routing:queue:view"], Reach::All),
        world.machine_with("Disabled", &["routing:queue:view"], Reach::All),
    );
    world.needs(lacks, "post_routing_queues", Place::Unsaid, "a queue");
    world.called(disabled, "GET", "api/v2/routing/queues", 5, 0);
    world.edit_client(disabled, |client| client.state = ClientState::Disabled);
    world.list("Disabled");
    world.machine("Nothing");
    world.client("Kiosk", GrantType::Password);
    let because = |name: &str| {
        let (verdict, because) = of(&world, name);
        assert_eq!(verdict, Verdict::WillBreak, "{name}: {because:?}");
        because.join("; ")
    };
    assert_eq!(because("Lacks"), "`POST /api/v2/routing/queues` is refused: it lacks routing:queue:add");
    assert_eq!(because("Disabled"), "client is not active (`sign-in.client-not-active`)");
    assert_eq!(because("Nothing"), "it holds no role: every operation that wants a permission is refused, today too");
    assert_eq!(because("Kiosk"), "this organization lets people in through single sign-on only (`sign-in.sso-only`)");
}

#[test]
fn a_client_that_gets_no_tokens_and_that_the_policy_does_not_ask_for_is_off_and_breaks_no_certificate() {
    let mut world = World::new();
    let (disabled, leaving) = (world.machine("Disabled"), world.machine("Leaving"));
    world.edit_client(disabled, |client| client.state = ClientState::Disabled);
    world.edit_client(leaving, |client| (client.state, client.date_to_delete) = (ClientState::Inactive, Some(ago(-3))));
    assert_eq!(
        of(&world, "Disabled"),
        (Verdict::Off, vec!["it is disabled: it gets no tokens, and those that it had have ended".to_owned()])
    );
    let leaves = "it is inactive: it gets no tokens; those that it has may go on to their end (inferred)";
    assert_eq!(of(&world, "Leaving"), (Verdict::Off, vec![leaves.to_owned(), "it will be gone on 2026-06-04".to_owned()]));
}

#[test]
fn it_cannot_be_told_of_a_client_of_which_nobody_says_what_it_does() {
    let mut world = World::new();
    world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    assert_eq!(of(&world, "Reporting").0, Verdict::CannotTell);
    world.evidence = None;
    assert_eq!(of(&world, "Reporting"), (Verdict::CannotTell, vec!["nobody says what it has to be able to do".to_owned()]));
}

#[test]
fn it_cannot_be_told_of_a_client_whose_address_is_not_known_while_addresses_are_listed() {
    let mut world = World::new();
    let id = world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    world.called(id, "GET", "api/v2/routing/queues", 5, 0);
    world.unread(Piece::Authentication);
    assert_eq!(of(&world, "Reporting").0, Verdict::CannotTell);
    world.evidence().unread.clear();
    let mut profile = world.draft.profile().clone();
    profile.authentication.ip_address_allowlist = vec!["203.0.113.0/24".to_owned()];
    world.draft.put_profile(profile).unwrap();
    assert_eq!(of(&world, "Reporting").0, Verdict::CannotTell);
    world.list("Reporting").networks = vec!["203.0.113.0/28".to_owned()];
    assert_eq!(of(&world, "Reporting").0, Verdict::KeepsWorking);
    world.policy().clients[0].networks = vec!["198.51.100.0/28".to_owned()];
    assert_eq!(of(&world, "Reporting").0, Verdict::WillBreak);
}

#[test]
fn it_cannot_be_told_of_a_client_whose_way_in_could_not_be_read() {
    for piece in [Piece::Authentication, Piece::NativeLogin] {
        let mut world = World::new();
        world.policy().people = People::Any;
        world.client("Kiosk", GrantType::Password);
        assert_eq!(of(&world, "Kiosk").0, Verdict::KeepsWorking);
        world.unread(piece);
        let snapshot = Snapshot { evidence: world.evidence.clone(), ..world.draft.snapshot(NOW) };
        let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
        let kiosk = audit(&world.inputs(&organization)).certificate.clients.remove(0);
        let (verdict, because) = (kiosk.verdict, kiosk.because);
        assert_eq!(verdict, Verdict::CannotTell, "{piece:?}: {because:?}");
        assert!(because.iter().any(|why| why.starts_with("whether it gets tokens cannot be told: the ")), "{because:?}");
    }
}

#[test]
fn single_sign_on_is_enforced_not_enforced_or_not_provable() {
    let mut world = World::new();
    let state = |world: &World| audit(&world.inputs(&world.draft)).certificate.single_sign_on.state;
    assert_eq!(state(&world), SsoState::NotEnforced);
    world.sso_only();
    assert_eq!(state(&world), SsoState::Enforced);
    world.unread(Piece::NativeLogin);
    assert_eq!(state(&world), SsoState::NotProvable);
}

#[test]
fn a_client_of_others_that_was_let_in_has_its_line_and_an_entry_of_its_own() {
    let mut world = World::new();
    let id = uuid::Uuid::from_u128(7);
    let let_in = Authorization {
        client: id.to_string(),
        name: Some("Shift planner".to_owned()),
        state: Some("Authorized".to_owned()),
        client_state: None,
    };
    world.evidence().authorizations = Fact::Known(vec![let_in]);
    let why = "it is of another organization: its grant, and for whom it acts, are not shown here".to_owned();
    assert_eq!(of(&world, "Shift planner"), (Verdict::CannotTell, vec![why]));
    let written = postern_audit::policy::init(&world.draft, world.evidence.as_ref());
    world.policy = Some(Policy::read(&written, &postern_audit::Rule::ids()).unwrap());
    assert_eq!(world.policy().clients[0].id, Some(postern_model::Id::new(id)));
    world.silent("CLI-12");
}

#[test]
fn a_certificate_is_not_complete_where_authorizations_could_not_be_read() {
    let mut world = World::new();
    world.sso_only();
    assert!(audit(&world.inputs(&world.draft)).certificate.holds());
    world.evidence().authorizations = Fact::Unknown("403".to_owned());
    let certificate = audit(&world.inputs(&world.draft)).certificate;
    assert_eq!(certificate.incomplete, ["authorizations of clients could not be read: 403"]);
    assert!(!certificate.holds());
}

#[test]
fn the_demo_organizations_certificate_is_as_expected() {
    let demo = Demo::new();
    let report = audit(&demo.inputs());
    let lines: Vec<String> = report
        .certificate
        .clients
        .iter()
        .map(|client| format!("{}: {}: {}", client.name, client.verdict.words(), client.because.join("; ")))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
    let findings: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{} {} {}", finding.rule, finding.severity.name(), crate::world::line(finding)))
        .collect();
    insta::assert_snapshot!(findings.join("\n"));
}

#[test]
fn an_access_policy_that_binds_a_client_leaves_open_what_it_is_about() {
    let policy = serde_json::json!({
        "id": "0b0e7a52-3d0c-4d5e-9a8b-1f5c6d7e8f90", "name": "Office hours", "targetResource": "routing:queue:view", "active": true,
        "applyToClients": true, "subject": { "type": "ALL" }, "effect": "DENY"
    });
    let told = |policies: Fact<Vec<serde_json::Value>>| {
        let demo = Demo::new().with_access_policies(policies);
        let certificate = audit(&demo.inputs()).certificate;
        let client = certificate.clients.into_iter().find(|client| client.name == "Statement reporting").unwrap();
        (client.verdict, client.because.last().cloned().unwrap_or_default())
    };
    assert_eq!(told(Fact::Known(vec![])).0, Verdict::KeepsWorking);
    let bound = "`GET /api/v2/routing/queues`: the access policy `Office hours` is evaluated on it, whose condition is not worked out here; \
                 `POST /api/v2/authorization/policies/0b0e7a52-3d0c-4d5e-9a8b-1f5c6d7e8f90/simulate` tries it";
    assert_eq!(told(Fact::Known(vec![policy])), (Verdict::CannotTell, bound.to_owned()));
    let unread =
        "2 operations, the first is `POST /api/v2/analytics/conversations/aggregates/query`: access policies could not be read: 403";
    assert_eq!(told(Fact::Unknown("403".to_owned())), (Verdict::CannotTell, unread.to_owned()));
}

#[test]
fn the_certificate_says_how_old_its_data_is_and_whom_nobody_looked_at() {
    let mut world = World::new();
    world.client("Invoice export", GrantType::Code);
    let person = world.person("Ben");
    world.edit_person(person, |user| user.last_login = Some(ago(100)));
    let passwords = |report: &postern_audit::Report| report.findings.iter().filter(|finding| finding.rule == "PPL-02").count();
    let people = "taken for clients of people at a browser by their grants and names (inferred), and not looked at: `Invoice export`";
    let report = audit(&world.inputs(&world.draft));
    assert_eq!((report.certificate.notes.as_slice(), passwords(&report)), (&[people.to_owned()][..], 0));
    let old = postern_audit::Inputs { taken: ago(90), ..world.inputs(&world.draft) };
    let report = audit(&old);
    assert_eq!(report.certificate.notes[0], format!("it was read on {}, 90 days before", ago(90).date()));
    assert_eq!(passwords(&report), 1, "what somebody did lately is counted back from when it was read");
}

#[test]
fn whoever_asks_for_a_clients_workload_needs_it() {
    let mut world = World::new();
    let id = world.machine_with("Back end", &["routing:queue:view"], Reach::All);
    world.edit_client(id, |client| client.state = ClientState::Inactive);
    assert_eq!(of(&world, "Back end").0, Verdict::Off);
    world.needs(id, "get_routing_queues", Place::Unsaid, "a list");
    assert_eq!(of(&world, "Back end").0, Verdict::WillBreak);
}
