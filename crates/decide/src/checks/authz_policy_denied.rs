//! 403 `authz.policy.denied`: an attribute-based access policy refuses. This version holds no access policies (their
//! operations answer 501), so there is never one to refuse; the check keeps its place in the order and in traces.

use crate::{Outcome, Question};

pub(crate) fn check(_: &Question<'_>) -> Outcome {
    Outcome::DidNotApply
}
