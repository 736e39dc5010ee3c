//! What holds for every organization and every request.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod random;

use std::{cell::RefCell, collections::BTreeMap};

use postern_catalog::Catalog;
use postern_decide::{Check, Verdict, trace::Step};
use postern_model::Snapshot;
use postern_org::Organization;
use postern_testkit::{Answer, reference::Rows};
use proptest::{prelude::*, test_runner::TestRunner};
use random::{PARTS, Plan, plans, without};

/// How many random requests the two authorizers answer.
const CASES: u32 = 3000;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn answer(plan: &Plan) -> Answer {
    Answer::from(&plan.scene().decide())
}

fn organization(snapshot: Snapshot) -> Organization {
    Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap()
}

/// Every verdict is met often enough to mean something.
#[test]
fn decide_and_the_reference_agree() {
    let rows = Rows::of(Catalog::builtin());
    let seen: RefCell<BTreeMap<String, usize>> = RefCell::default();
    let run = TestRunner::new(config(CASES)).run(&plans(), |plan| {
        let scene = plan.scene();
        let decided = Answer::from(&scene.decide());
        prop_assert_eq!(decided, scene.reference(&rows, &scene.snapshot()));
        *seen.borrow_mut().entry(decided.to_string()).or_default() += 1;
        if scene.operation.is_some_and(random::leads_elsewhere) {
            *seen.borrow_mut().entry(format!("elsewhere {decided}")).or_default() += 1;
        }
        Ok(())
    });
    run.unwrap();
    let seen = seen.into_inner();
    for expected in ["admitted", "unknown", "400 not.a.user", "404 not.found", "429 too.many.requests.retry.after"] {
        assert!(seen.contains_key(expected), "never met: {expected}; {seen:?}");
    }
    // The access-policy check refuses nothing in this version.
    for code in Check::ALL.iter().flat_map(|check| check.codes()).filter(|code| **code != "authz.policy.denied") {
        assert!(seen.keys().any(|answer| answer.ends_with(code)), "never met: {code}; {seen:?}");
    }
    for expected in ["elsewhere admitted", "elsewhere 403 missing.division.permission"] {
        assert!(seen.get(expected).is_some_and(|met| *met > 20), "seldom met: {expected}; {seen:?}");
    }
    assert!(seen["admitted"] > CASES as usize / 20, "{seen:?}");
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn rights_are_the_part_of_a_decision_that_goes_by_grants(plan in plans()) {
        if let Some((decided, rights)) = plan.scene().rights() {
            let by_grants = [Check::MissingPermissions, Check::NotAUser, Check::AuthzPolicyDenied, Check::MissingDivisionPermission];
            let last = decided.trace.steps().last().map(|(check, _)| check);
            if decided.verdict == Verdict::Allow || last.is_some_and(|check| by_grants.contains(&check)) {
                prop_assert_eq!(decided.verdict, rights.verdict);
            } else if rights.verdict != Verdict::Allow {
                prop_assert_ne!(decided.verdict, Verdict::Allow);
            }
        }
    }

    #[test]
    fn a_decision_on_an_exported_snapshot_is_the_same(plan in plans()) {
        let scene = plan.scene();
        let file = serde_json::to_string(&scene.snapshot().redacted()).unwrap();
        let read = organization(serde_json::from_str(&file).unwrap());
        prop_assert_eq!(scene.decide_in(&read), scene.decide());
    }

    #[test]
    fn a_decision_is_made_again_alike(plan in plans()) {
        let scene = plan.scene();
        prop_assert_eq!(scene.decide(), scene.decide());
        prop_assert_eq!(plan.scene().decide(), scene.decide());
    }

    #[test]
    fn removing_a_permission_never_turns_deny_into_allow(plan in plans(), role in 0usize..3, pick in 0usize..3) {
        let mut less = plan.clone();
        if let Some(picks) = less.roles.get_mut(role) && pick < picks.len() {
            picks.remove(pick);
        }
        prop_assert!(answer(&less) != Answer::Admitted || answer(&plan) == Answer::Admitted);
    }

    #[test]
    fn removing_a_grant_never_turns_deny_into_allow(plan in plans(), grant in 0usize..8) {
        let mut less = plan.clone();
        if grant < less.grants.len() {
            less.grants.remove(grant);
        }
        prop_assert!(answer(&less) != Answer::Admitted || answer(&plan) == Answer::Admitted);
    }

    #[test]
    fn adding_a_grant_never_turns_allow_into_deny(plan in plans(), others in plans()) {
        let mut more = plan.clone();
        more.grants.extend(others.grants);
        prop_assert!(answer(&plan) != Answer::Admitted || answer(&more) == Answer::Admitted);
    }

    /// A verdict from a snapshot with unread parts is right whatever those parts hold.
    #[test]
    fn an_unknown_fact_is_never_guessed(plan in plans(), unread in prop::array::uniform10(prop::bool::weighted(0.15))) {
        let scene = plan.scene();
        let (mut partial, mut emptied) = (scene.snapshot(), scene.snapshot());
        for (part, _) in PARTS.into_iter().zip(unread).filter(|(_, unread)| *unread) {
            without(&mut partial, part, true);
            without(&mut emptied, part, false);
        }
        let verdict = Answer::from(&scene.decide_in(&organization(partial)));
        if verdict != Answer::Unknown {
            prop_assert_eq!(verdict, Answer::from(&scene.decide()), "as it is");
            prop_assert_eq!(verdict, Answer::from(&scene.decide_in(&organization(emptied))), "when the parts are empty");
        }
    }

    #[test]
    fn the_checks_run_in_the_order_that_is_set(plan in plans()) {
        let slot = |name: &str| match name {
            "ip" => "ip_not_authorized",
            "rate" => "too_many_requests",
            "route" => "not_found",
            "scope" => "app_not_authorized_for_scope",
            "permission" => "missing_permissions",
            "user-context" => "not_a_user",
            "policy" => "authz_policy_denied",
            _ => "missing_division_permission",
        };
        let wanted: Vec<&str> =
            ["authentication_required", "bad_credentials"].into_iter().chain(plan.order.iter().map(|name| slot(name))).collect();
        let decision = plan.scene().decide();
        let ran: Vec<_> = decision.trace.steps().collect();
        let names: Vec<&str> = ran.iter().map(|(check, _)| check.name()).collect();
        prop_assert_eq!(&names[..], &wanted[..names.len()]);
        let ended = |step: Step| matches!(step, Step::Refused | Step::Unknown);
        prop_assert!(ran[..ran.len() - 1].iter().all(|(_, step)| !ended(*step)), "the first that does not pass is the last");
        prop_assert_eq!(ended(ran[ran.len() - 1].1), Answer::from(&decision) != Answer::Admitted);
        prop_assert!(Answer::from(&decision) != Answer::Admitted || ran.len() == Check::ALL.len(), "all ran");
    }
}
