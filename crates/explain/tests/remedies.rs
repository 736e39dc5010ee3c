//! A remedy turns the answer, and no smaller one does: on random organizations and requests.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

#[allow(dead_code, unused_imports, reason = "shared with the tests of postern-decide")]
#[path = "../../decide/tests/random/mod.rs"]
mod random;

use std::cell::RefCell;

use postern_catalog::Catalog;
use postern_decide::{Admitted, Bar, Reason, Target, Verdict, subject_of};
use postern_explain::{
    Answer, Asked, Case, Place, Ruling, Seen,
    remedy::{Change, Given, Wanted, candidates},
};
use postern_model::{Reach, SubjectKind};
use postern_testkit::sample;
use proptest::{prelude::*, test_runner::TestRunner};
use random::{Plan, Scene, plans};

const CASES: u32 = 6000;

/// The question of a plan, if its answer is no for lack of a permission and somebody could be given one.
fn lacking<'s>(scene: &'s Scene, target: &'s Target) -> Option<Wanted<'s>> {
    let (operation, token) = (scene.operation?, scene.token?);
    let organization = &scene.organization;
    let wanted = Wanted { catalog: Catalog::builtin(), organization, subject: subject_of(&token), operation, target, now: sample::NOW };
    let lacks = matches!(
        wanted.verdict_in(organization),
        Verdict::Deny(
            Reason::MissingPermissions(_)
                | Reason::MissingAnyPermissions(_)
                | Reason::MissingDivisionPermission { .. }
                | Reason::MissingAnyDivisionPermissions { .. }
        )
    );
    // In a division that was deleted nobody can be given anything.
    let live = target.divisions().iter().all(|division| organization.division(*division).is_some());
    // No role makes a person of a machine.
    let person = !operation.user_context || wanted.subject.kind == SubjectKind::User;
    (lacks && live && person).then_some(wanted)
}

/// The change with one permission or one division less.
fn lesser(change: &Change) -> Vec<Change> {
    let mut lesser = Vec::new();
    if matches!(change.given, Given::New(_) | Given::Widened(_)) {
        lesser.extend(change.brings.iter().map(|permission| {
            let mut brings = change.brings;
            brings.remove(permission);
            Change { brings, ..change.clone() }
        }));
    }
    if !change.is_grant() {
        return lesser;
    }
    let without = |reach: &Reach| change.reaches.iter().copied().filter(|other| other != reach).collect();
    lesser.extend(change.reaches.iter().map(|reach| Change { reaches: without(reach), ..change.clone() }));
    lesser
}

fn holds(plan: &Plan, met: &mut [usize; 5]) -> Result<(), TestCaseError> {
    let scene = plan.scene();
    let target = scene.target_in(&scene.organization);
    let Some(wanted) = lacking(&scene, &target) else { return Ok(()) };
    let offered = wanted.smallest();
    prop_assert!(!offered.is_empty(), "nothing is offered");
    let size = |change: &Change| (wanted.others(change), change.gain);
    let least = size(&offered[0]);
    for change in &offered {
        prop_assert!(wanted.turns(change), "{change:?}");
        let part = lesser(change).into_iter().find(|less| wanted.turns(less));
        prop_assert_eq!(part, None, "a part of it does, too");
    }
    for change in candidates(&wanted).iter().filter(|change| size(change) < least) {
        prop_assert!(!wanted.turns(change), "smaller: {change:?}");
    }
    met[0] += 1;
    met[1] += usize::from(matches!(offered[0].given, Given::Existing(_)));
    met[3] += offered.iter().filter(|change| matches!(change.given, Given::Widened(_))).count();
    met[4] += offered.iter().filter(|change| matches!(change.given, Given::Member(_))).count();
    met[2] += usize::from(!target.divisions().is_empty());
    Ok(())
}

#[test]
fn the_remedy_turns_the_answer_and_nothing_smaller_does() {
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let met = RefCell::new([0; 5]);
    TestRunner::new(config).run(&plans(), |plan| holds(&plan, &mut met.borrow_mut())).unwrap();
    let [all, by_existing, in_divisions, by_widening, by_membership] = met.into_inner();
    assert!(by_widening > 20 && by_membership > 5, "{by_widening} by widening a role, {by_membership} by a group");
    assert!(
        all > 500 && by_existing > 50 && in_divisions > 100,
        "{all} remedies, {by_existing} with a role that exists, {in_divisions} in divisions"
    );
}

/// Whatever the organization decides is what is told, and a refusal always has a cause that is settled.
#[test]
fn an_explanation_says_what_was_decided() {
    let config = ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&plans(), |plan| {
            let scene = plan.scene();
            let decision = scene.decide();
            let operation = scene.operation;
            let path = operation.map_or("/api/v2/nothing", |operation| operation.path);
            let method = operation.map_or("GET", |operation| operation.method);
            let seen = Seen { method: Some(method.to_owned()), path: Some(path.to_owned()), ..Seen::default() };
            let organization = &scene.organization;
            let asked = Asked {
                client: scene.token.and_then(|token| organization.client(token.client)),
                user: scene.token.and_then(|token| organization.user(token.user?)),
                operation,
                target: scene.target_in(organization),
                ..Asked::default()
            };
            let place = Some(Place { organization, now: sample::NOW });
            let case = Case { catalog: Catalog::builtin(), seen: &seen, place, asked, ruling: Some(Ruling::Decided(decision)) };
            let explanation = case.explanation();
            let expected = match decision.verdict {
                Verdict::Allow => Answer::Allowed,
                Verdict::Deny(_) => Answer::Refused,
                Verdict::Unknown(_) => Answer::Unknown,
            };
            prop_assert_eq!(explanation.answer, expected);
            if let Verdict::Deny(reason) = decision.verdict {
                prop_assert_eq!(explanation.code.as_deref(), Some(reason.code()));
                let first = explanation.causes.first().map(|cause| cause.likelihood.as_str());
                prop_assert_eq!(first, Some("settled"), "{:?}", reason);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn each_bar_has_a_cause_that_is_settled() {
    let organization = sample::fresh().finish().0;
    for bar in Bar::ALL {
        let seen = Seen { method: Some("POST".to_owned()), path: Some("/oauth/token".to_owned()), ..Seen::default() };
        let place = Some(Place { organization: &organization, now: sample::NOW });
        let ruling = Some(Ruling::Admitted(Admitted { outcome: Err(*bar), trace: Vec::new() }));
        let explanation = Case { catalog: Catalog::builtin(), seen: &seen, place, asked: Asked::default(), ruling }.explanation();
        assert_eq!(explanation.answer, Answer::Refused);
        assert_eq!(explanation.causes.first().map(|cause| cause.likelihood.as_str()), Some("settled"), "{bar:?}");
    }
}
