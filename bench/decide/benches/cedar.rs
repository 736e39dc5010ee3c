//! The same question put to Postern and to Cedar: may this machine, with five grants, change a person in this division?
//!
//! Everything favours Cedar: it is given the caller's five policies only, picked beforehand; the one permission that is held
//! instead of any of three; no token to judge, no rate, no trace of checks.

#[path = "../../../crates/decide/benches/large/mod.rs"]
#[allow(dead_code, reason = "not every case is asked here")]
mod large;

use cedar_policy::{Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request};
use divan::{Bencher, black_box};
use large::{Case, Large};
use postern_decide::decide;

const PEOPLE: u32 = 1_000;
const CASES: [Case; 2] = [Case::Allow, Case::DenyDivision];

fn main() {
    divan::main();
}

#[divan::bench(args = CASES, sample_size = 1000)]
fn postern(bencher: Bencher, case: Case) {
    let large = Large::new(PEOPLE);
    let question = large.question(case);
    bencher.bench_local(|| decide(black_box(&question)));
}

#[divan::bench(args = CASES, sample_size = 100)]
fn cedar(bencher: Bencher, case: Case) {
    let policies = policies();
    let division = if case == Case::Allow { 4 } else { 0 };
    let request = Request::new(
        uid("Client::\"machine\""),
        uid("Action::\"directory:user:edit\""),
        uid(&format!("Division::\"{division}\"")),
        Context::empty(),
        None,
    );
    let request = request.expect("a request without a schema is sound");
    let (authorizer, entities) = (Authorizer::new(), entities());
    let expected = if case == Case::Allow { Decision::Allow } else { Decision::Deny };
    assert_eq!(authorizer.is_authorized(&request, &policies, &entities).decision(), expected);
    bencher.bench_local(|| authorizer.is_authorized(black_box(&request), black_box(&policies), &entities));
}

/// One policy for each grant: the role's permissions, as a group of actions, in the grant's division.
fn policies() -> PolicySet {
    let permit = |grant: usize| {
        format!("permit(principal == Client::\"machine\", action in Action::\"role {grant}\", resource == Division::\"{grant}\");")
    };
    (0..5).map(permit).collect::<String>().parse().expect("the policies are sound")
}

/// The one permission that is asked for, and the role that has it.
fn entities() -> Entities {
    let role = uid("Action::\"role 4\"");
    let permission = Entity::new_no_attrs(uid("Action::\"directory:user:edit\""), [role.clone()].into());
    Entities::from_entities([permission, Entity::new_no_attrs(role, [].into())], None).expect("the entities are sound")
}

fn uid(text: &str) -> EntityUid {
    text.parse().expect("the name is sound")
}
