use postern_audit::{Outcome, Severity, audit};
use postern_model::{ClientState, Fact, GrantType, Reach, evidence::Authorization};

use crate::world::World;

#[test]
fn fires_for_a_client_that_will_break_whatever_counts_as_grave() {
    let mut world = World::new();
    let id = world.machine_with("Back end", &["routing:queue:view"], Reach::All);
    world.called(id, "GET", "api/v2/routing/queues", 5, 0);
    world.list("Back end");
    world.edit_client(id, |client| client.state = ClientState::Disabled);
    let why = "client is not active (`sign-in.client-not-active`)";
    world.says("CLI-14", &[&format!("Back end: will break: {why}")]);
    let report = audit(&world.inputs(&world.draft));
    assert_eq!(report.outcome(Severity::Critical), Outcome::Findings);
}

#[test]
fn cannot_tell_of_a_client_of_which_the_certificate_cannot() {
    let mut world = World::new();
    let authorization = Authorization {
        client: "0b0e7a52-3d0c-4d5e-9a8b-1f5c6d7e8f90".to_owned(),
        name: Some("Partner".to_owned()),
        state: None,
        client_state: None,
    };
    world.evidence().authorizations = Fact::Known(vec![authorization]);
    world.list("Partner");
    let why = "cannot tell: it is of another organization: its grant, and for whom it acts, are not shown here";
    world.says("CLI-14", &[&format!("? Partner: {why}")]);
    world.client("Login", GrantType::Saml2Bearer);
    assert_eq!(world.ask("CLI-14").len(), 2);
}

#[test]
fn does_not_fire_for_a_client_that_keeps_working_and_is_told_once() {
    let mut world = World::new();
    let id = world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    world.called(id, "GET", "api/v2/routing/queues", 5, 0);
    world.silent("CLI-14");
    let lacks = world.machine_with("Lacks", &["routing:queue:view"], Reach::All);
    world.needs(lacks, "post_routing_queues", postern_workload::Place::Unsaid, "a queue");
    let report = audit(&world.inputs(&world.draft));
    let rules: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding.subject.name == "Lacks" && finding.is_found())
        .map(|finding| finding.rule)
        .collect();
    assert!(rules.contains(&"PERM-01") && !rules.contains(&"CLI-14"), "{rules:?}");
}
