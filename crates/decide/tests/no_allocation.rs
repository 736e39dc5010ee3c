//! A decision allocates nothing, whatever it says.
#![allow(clippy::expect_used, reason = "a test")]

#[path = "../benches/large/mod.rs"]
mod large;

use large::{Case, Large};
use postern_decide::{Reason, Verdict, decide};

#[test]
fn a_decision_allocates_nothing() {
    let large = Large::new(50);
    for case in Case::ALL {
        let question = large.question(case);
        let mut decision = None;
        let allocations = allocation_counter::measure(|| decision = Some(decide(&question)));
        assert_eq!(allocations.count_total, 0, "{case:?}");
        let verdict = decision.expect("it was made").verdict;
        match case {
            Case::Allow | Case::AllowPerson => assert_eq!(verdict, Verdict::Allow, "{case:?}"),
            Case::DenyDivision => assert!(matches!(verdict, Verdict::Deny(Reason::MissingAnyDivisionPermissions { .. })), "{verdict:?}"),
            Case::Deny => {
                assert!(matches!(verdict, Verdict::Deny(Reason::MissingPermissions(_) | Reason::MissingAnyPermissions(_))), "{verdict:?}")
            }
        }
    }
}
