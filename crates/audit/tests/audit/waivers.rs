//! Waivers, baselines, and how a check ends.

use postern_audit::{Outcome, Severity, audit, policy::Waiver};
use postern_model::{Client, Fact, GrantType, Reach};
use postern_workload::{Gap, Place};

use crate::world::World;

fn world() -> World {
    let mut world = World::new();
    world.client("Wallboard", GrantType::Token);
    world
}

fn waive(world: &mut World, subject: &str, until: &str) {
    world.policy().waivers.push(Waiver {
        rule: "CLI-02".to_owned(),
        subject: subject.to_owned(),
        reason: "is being rebuilt".to_owned(),
        person: "Ada".to_owned(),
        until: until.parse().unwrap(),
        unknown: false,
    });
}

fn accepted(world: &World) -> Option<String> {
    let report = audit(&world.inputs(&world.draft));
    report.findings.into_iter().find(|finding| finding.rule == "CLI-02").unwrap().accepted
}

#[test]
fn a_waiver_counts_for_its_rule_and_subject_until_its_last_day() {
    let mut world = world();
    assert_eq!(accepted(&world), None);
    waive(&mut world, "Another", "2027-01-01");
    assert_eq!(accepted(&world), None);
    waive(&mut world, "wallboard", "2026-06-01");
    assert_eq!(accepted(&world).as_deref(), Some("waived by Ada until 2026-06-01: is being rebuilt"));
}

#[test]
fn a_waiver_is_of_what_is_found_or_of_what_cannot_be_told_and_says_which() {
    let mut world = world();
    let id = world.machine_with("Reporting", &["routing:queue:view", "routing:queue:delete"], Reach::All);
    let said = |world: &World| {
        let report = audit(&world.inputs(&world.draft));
        let finding = report.findings.into_iter().find(|finding| finding.rule == "PERM-04").unwrap();
        (finding.accepted.is_some(), finding.text.rsplit_once("; ").map(|(_, why)| why.to_owned()))
    };
    waive(&mut world, "Reporting", "2027-01-01");
    world.policy().waivers[0].rule = "PERM-04".to_owned();
    let why = "its waiver is of what is found, and one of what cannot be told says `unknown = true`".to_owned();
    assert_eq!(said(&world), (false, Some(why)));
    world.policy().waivers[0].unknown = true;
    assert_eq!(said(&world), (true, None));
    world.called(id, "GET", "api/v2/routing/queues", 40, 0);
    let why = "its waiver is of what cannot be told (`unknown = true`), and this is found".to_owned();
    assert_eq!(said(&world), (false, Some(why)));
    world.policy().waivers[0].unknown = false;
    assert_eq!(said(&world), (true, None));
}

#[test]
fn a_name_that_several_have_waives_none_of_them_and_an_id_does() {
    let mut world = world();
    let other = world.client("Another", GrantType::Token);
    world.edit_client(other, |client| client.name = "wallboard".to_owned());
    waive(&mut world, "Wallboard", "2027-01-01");
    let said = |world: &World| {
        let findings = audit(&world.inputs(&world.draft)).findings.into_iter().filter(|finding| finding.rule == "CLI-02");
        findings.map(|finding| (finding.is_open(), finding.subject.id, finding.text)).collect::<Vec<_>>()
    };
    let why = "; its waiver fits 2 of that name and counts for none: name it by its id";
    assert!(said(&world).len() == 2 && said(&world).iter().all(|(open, _, text)| *open && text.ends_with(why)), "{:?}", said(&world));
    world.policy().waivers[0].subject = other.to_string();
    let open: Vec<bool> = said(&world).iter().map(|(open, id, _)| *open == (*id != other.to_string())).collect();
    assert_eq!(open, [true, true]);
}

#[test]
fn an_expired_waiver_counts_no_more_and_ends_the_check_in_its_own_way() {
    let mut world = world();
    waive(&mut world, "Wallboard", "2026-05-31");
    assert_eq!(accepted(&world), None);
    let mut report = audit(&world.inputs(&world.draft));
    assert_eq!(report.outcome(Severity::Critical), Outcome::ExpiredWaiver);
    let baseline = report.baseline();
    report.accept(&baseline);
    assert_eq!(report.outcome(Severity::Critical), Outcome::ExpiredWaiver, "no baseline hides it");
}

#[test]
fn what_a_baseline_has_is_known_and_what_is_new_is_not() {
    let mut world = world();
    let baseline = audit(&world.inputs(&world.draft)).baseline();
    let mut report = audit(&world.inputs(&world.draft));
    report.accept(&baseline);
    assert_eq!((report.outcome(Severity::Low), report.certificate.counts.critical), (Outcome::Clean, 0));
    world.client("Kiosk", GrantType::Password);
    let mut report = audit(&world.inputs(&world.draft));
    report.accept(&baseline);
    let open: Vec<_> =
        report.findings.iter().filter(|finding| finding.is_open()).map(|finding| (finding.rule, &*finding.subject.name)).collect();
    assert_eq!(open, [("CLI-01", "Kiosk"), ("POL-01", "Kiosk")]);
    assert_eq!(report.outcome(Severity::Critical), Outcome::Findings);
}

/// What a machine client may do beyond what it needs: more names than one finding lists.
const IDLE: [&str; 9] = [
    "conversation:callback:assign",
    "conversation:callback:create",
    "conversation:callback:edit",
    "conversation:callback:pull",
    "directory:group:add",
    "directory:group:delete",
    "directory:group:view",
    "outbound:contactList:view",
    "routing:queue:delete",
];

/// A rule, and what makes another finding of it.
type Change = (&'static str, fn(&mut World));

/// Edits the only client.
fn edit(world: &mut World, edit: impl FnOnce(&mut Client)) {
    let id = world.draft.clients().next().unwrap().id;
    world.edit_client(id, edit);
}

#[test]
fn what_differs_in_numbers_or_beyond_the_names_that_are_listed_is_new_to_a_baseline() {
    let mut world = World::new();
    let id = world.machine_with("Pipeline", &[&IDLE[..], &["routing:queue:view"]].concat(), Reach::All);
    edit(&mut world, |client| client.token_seconds = 172_800);
    world.list("Pipeline").networks = vec!["198.51.100.0/24".to_owned()];
    let mut profile = world.draft.profile().clone();
    profile.authentication.ip_address_allowlist = vec!["203.0.113.0/24".to_owned()];
    world.draft.put_profile(profile).unwrap();
    world.evidence().permissions = Fact::Known(vec!["routing:queue:view".to_owned()]);
    world.needs(id, "get_routing_queues", Place::Unsaid, "queues");
    let gap = Gap { at: "main.tf:9".to_owned(), why: "the module is remote".to_owned() };
    world.workloads.get_mut(&id).unwrap().gaps.push(gap);
    let changes: [Change; 5] = [
        ("CLI-11", |world| world.policy().clients[0].networks = vec!["192.0.2.0/24".to_owned()]),
        ("TOK-01", |world| edit(world, |client| client.token_seconds = 38_880_000)),
        ("PERM-01", |world| world.workloads.values_mut().for_each(|workload| workload.gaps[0].at = "main.tf:90".to_owned())),
        ("PERM-03", |world| world.evidence().permissions = Fact::Known(Vec::new())),
        ("PERM-04", |world| {
            let (role, client) = (world.role("More", &["routing:queue:add"]), world.draft.clients().next().unwrap().id);
            world.give(postern_testkit::build::client_subject(client), role, Reach::All);
        }),
    ];
    for (rule, change) in changes {
        let prints = |world: &World| world.ask(rule).into_iter().map(|finding| finding.fingerprint).collect::<Vec<_>>();
        let before = prints(&world);
        assert_eq!(before.len(), 1, "{rule}");
        change(&mut world);
        assert_ne!(prints(&world), before, "{rule}");
    }
}

#[test]
fn what_cannot_be_told_is_neither_clean_nor_a_finding() {
    let mut world = World::new();
    world.sso_only();
    world.policy().email_domains = vec!["local.example".to_owned()];
    world.policy().thresholds.least_administrators = 1;
    world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    world.list("Reporting").networks = vec!["203.0.113.0/24".to_owned()];
    let report = audit(&world.inputs(&world.draft));
    assert_eq!(report.outcome(Severity::High), Outcome::Unknown);
    let id = world.draft.clients().next().unwrap().id;
    world.called(id, "GET", "api/v2/routing/queues", 5, 0);
    let report = audit(&world.inputs(&world.draft));
    assert_eq!(report.outcome(Severity::High), Outcome::Clean, "{:#?}", report.findings);
    assert!(report.certificate.holds());
}
