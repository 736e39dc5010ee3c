use postern_decide::{Check, decide, trace::Step};

use crate::{Scene, question};

/// The code has its place in the order, but there are no access policies yet to refuse anything.
#[test]
fn no_policy_refuses_anything_yet() {
    let scene = Scene::new();
    let decision = decide(&question(&scene.draft, &scene.machine_token(), "get_date"));
    assert!(decision.trace.steps().any(|step| step == (Check::AuthzPolicyDenied, Step::DidNotApply)));
    assert_eq!(Check::AuthzPolicyDenied.codes(), ["authz.policy.denied"]);
}
