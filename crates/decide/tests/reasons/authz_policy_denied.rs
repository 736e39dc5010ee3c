use postern_decide::{Check, Verdict, decide, trace::Step};
use postern_model::{Fact, Reach};
use postern_org::Organization;
use postern_testkit::sample;
use serde_json::{Value, json};

use crate::{Scene, operation, question, refusal};

/// The scene's organization as it is read from elsewhere, with these access policies.
fn with(scene: &Scene, policies: Fact<Vec<Value>>) -> Organization {
    let mut snapshot = scene.draft.snapshot(sample::NOW);
    let mut evidence = sample::evidence();
    evidence.access_policies = policies;
    snapshot.evidence = Some(evidence);
    Organization::from_snapshot(postern_catalog::Catalog::builtin(), snapshot).unwrap()
}

fn policy(changes: &Value) -> Value {
    let mut policy = json!({
        "id": "0b0e7a52-3d0c-4d5e-9a8b-1f5c6d7e8f90", "name": "Office hours", "targetResource": "routing:queue:view", "active": true,
        "applyToClients": true, "subject": { "type": "ALL" }, "effect": "DENY"
    });
    policy.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    policy
}

#[test]
fn no_policy_refuses_anything_in_a_local_organization() {
    let scene = Scene::new();
    let decision = decide(&question(&scene.draft, &scene.machine_token(), "get_date"));
    assert!(decision.trace.steps().any(|step| step == (Check::AuthzPolicyDenied, Step::DidNotApply)));
    assert_eq!(Check::AuthzPolicyDenied.codes(), ["authz.policy.denied"]);
}

#[test]
fn a_policy_that_binds_the_caller_leaves_it_open() {
    let scene = Scene::new().grant(&["routing:queue:view"], Reach::All);
    let (machine, person) = (scene.machine_token(), scene.person_token());
    let binds = |changes: Value| {
        let organization = with(&scene, Fact::Known(vec![policy(&changes)]));
        [&machine, &person].map(|token| {
            let verdict = decide(&question(&organization, token, "get_routing_queues")).verdict;
            assert!(verdict.is_granted(), "{changes}: {verdict:?}");
            verdict != Verdict::Allow
        })
    };
    assert_eq!(binds(json!({})), [true, true]);
    assert_eq!(binds(json!({ "effect": "ALLOW", "targetResource": "routing:*:view" })), [true, true]);
    assert_eq!(binds(json!({ "targetResource": null, "subject": null })), [true, true]);
    assert_eq!(binds(json!({ "applyToClients": false })), [false, true]);
    assert_eq!(binds(json!({ "active": false })), [false, false]);
    assert_eq!(binds(json!({ "targetResource": "routing:queue:edit" })), [false, false]);
    let subject = |kind: &str, id: String| json!({ "subject": { "type": kind, "id": id } });
    assert_eq!(binds(subject("CLIENT", scene.machine.to_string())), [true, false]);
    assert_eq!(binds(subject("CLIENT", scene.console.to_string())), [false, false]);
    assert_eq!(binds(subject("USER", scene.person.to_string())), [false, true]);
    assert_eq!(binds(subject("GROUP", scene.office.to_string())), [false, false]);
    assert_eq!(binds(subject("TEAM", scene.office.to_string())), [false, true]);
}

#[test]
fn policies_that_could_not_be_read_leave_open_what_wants_a_permission() {
    let scene = Scene::new().grant(&["routing:queue:view"], Reach::All);
    let organization = with(&scene, Fact::Unknown("403".to_owned()));
    let token = scene.machine_token();
    let asked = |name: &str| decide(&question(&organization, &token, name)).verdict;
    assert_eq!(asked("get_date"), Verdict::Allow);
    assert!(
        matches!(asked("get_routing_queues"), Verdict::Unknown(missing) if missing == postern_decide::Missing::AccessPolicies(operation("get_routing_queues").id))
    );
}

#[test]
fn what_else_refuses_refuses_whatever_a_policy_says() {
    let scene = Scene::new();
    let organization = with(&scene, Fact::Known(vec![policy(&json!({}))]));
    let token = scene.machine_token();
    assert!(refusal(&question(&organization, &token, "get_routing_queues")).starts_with("403 missing.any.permissions"));
    let scene = Scene::new().grant(&["directory:user:delete"], Reach::Division(postern_model::Id::new(uuid::Uuid::nil())));
    let organization = with(&scene, Fact::Known(vec![policy(&json!({ "targetResource": "directory:user:delete" }))]));
    let token = scene.machine_token();
    let elsewhere =
        postern_decide::Question { target: postern_decide::Target::One(scene.office), ..question(&organization, &token, "delete_user") };
    assert!(refusal(&elsewhere).starts_with("403 missing."), "{}", refusal(&elsewhere));
}
