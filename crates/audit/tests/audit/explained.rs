//! What a finding says to do is what the explainer says of the same refusal.

use postern_audit::{Rule, audit};
use postern_catalog::Catalog;
use postern_explain::{Explanation, Place as At, Seen, explain};
use postern_model::{Client, GrantType, Id, Reach};
use postern_testkit::build;
use postern_workload::Place;

use crate::{
    demo::Demo,
    world::{NOW, World},
};

/// What `postern explain METHOD PATH --client ID --division NAME` says.
fn explained(organization: &postern_org::Organization, call: &str, client: &str, division: Option<&str>) -> Explanation {
    let (method, path) = call.split_once(' ').unwrap();
    let seen = Seen {
        method: Some(method.to_owned()),
        path: Some(path.to_owned()),
        client: Some(client.to_owned()),
        division: division.map(str::to_owned),
        ..Seen::default()
    };
    explain(Catalog::builtin(), &seen, Some(At { organization, now: NOW })).unwrap()
}

#[track_caller]
fn same(finding: &postern_audit::Finding, explanation: &Explanation) {
    let (found, told) = (&finding.remedy, &explanation.remedies[0]);
    assert_eq!(found.text, told.what);
    assert_eq!(found.hcl.as_deref(), Some(told.terraform.trim_end()));
    assert_eq!(found.api, Some(told.api.join("\n")));
    assert_eq!(found.console, Some(told.console.join("\n")));
    assert!(found.may.as_deref().is_some_and(|may| told.may.iter().all(|name| may.contains(name.as_str()))), "{:?}", found.may);
}

#[test]
fn every_refusal_of_the_demo_organization_has_the_explainers_remedy() {
    let demo = Demo::new();
    let report = audit(&demo.inputs());
    let refused: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "PERM-02").collect();
    assert_eq!(refused.len(), 3);
    for finding in refused {
        let call = finding.text.split('`').nth(1).unwrap();
        same(finding, &explained(&demo.organization, call, &finding.subject.id, Some("Collections")));
        assert!(finding.remedy.text.contains("division `Collections`"), "{}", finding.remedy.text);
    }
}

fn lacking(place: Place) -> (World, Id<Client>) {
    let mut world = World::new();
    build::division(&mut world.draft, "Collections");
    let id = world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    world.needs(id, "post_routing_queues", place, "a queue");
    (world, id)
}

#[test]
fn a_missing_permission_has_the_explainers_remedy_where_it_is_needed() {
    for (place, division) in [(Place::Unsaid, None), (Place::Named("Collections".to_owned()), Some("Collections"))] {
        let (world, id) = lacking(place);
        let found = world.ask("PERM-01");
        same(&found[0], &explained(&world.draft, "POST /api/v2/routing/queues", &id.to_string(), division));
    }
}

#[test]
fn what_is_needed_everywhere_is_granted_in_all_divisions() {
    let (world, _) = lacking(Place::Everywhere);
    let remedy = &world.ask("PERM-01")[0].remedy;
    assert!(remedy.text.ends_with("in all divisions"), "{}", remedy.text);
    assert!(remedy.api.as_ref().unwrap().contains("/divisions/*/roles/"), "{:?}", remedy.api);
}

#[test]
fn a_call_that_wants_a_person_has_the_explainers_advice() {
    let (mut world, id) = lacking(Place::Unsaid);
    world.workloads.clear();
    world.needs(id, "get_users_me", Place::Unsaid, "a mistake");
    let explanation = explained(&world.draft, "GET /api/v2/users/me", &id.to_string(), None);
    assert_eq!(explanation.causes[0].cause, "user-context");
    assert_eq!(world.ask("PERM-01")[0].remedy.text, explanation.causes[0].fix);
}

#[test]
fn a_client_without_a_role_is_given_what_its_first_operation_needs() {
    let mut world = World::new();
    let id = world.machine("Webhook");
    assert_eq!(world.ask("CLI-04")[0].remedy.text, Rule::find("CLI-04").unwrap().remedy, "which role nobody knows");
    world.needs(id, "get_routing_queues", Place::Unsaid, "queues");
    same(&world.ask("CLI-04")[0], &explained(&world.draft, "GET /api/v2/routing/queues", &id.to_string(), None));
}

/// Rules whose cause is one of the explainer's say what it says, and not what stands on their page in general.
#[test]
fn causes_that_are_no_lack_of_permission_have_the_explainers_advice() {
    let mut world = World::new();
    world.machine("Alerts");
    world.client("Kiosk", GrantType::Password);
    world.list("Alerts").networks = vec!["198.51.100.0/24".to_owned()];
    let mut profile = world.draft.profile().clone();
    profile.authentication.ip_address_allowlist = vec!["203.0.113.0/24".to_owned()];
    world.draft.put_profile(profile).unwrap();
    let expected = [
        ("CLI-01", "the authorization code grant through the identity provider"),
        ("CLI-11", "add 198.51.100.0/24 to `ipAddressAllowlist`, or send the calls from where it allows"),
    ];
    for (rule, words) in expected {
        let found = world.ask(rule);
        let text = &found[0].remedy.text;
        assert!(text.contains(words) && *text != Rule::find(rule).unwrap().remedy, "{rule}: {text}");
    }
}
