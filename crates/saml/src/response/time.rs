//! The assertion is valid now (SAML core §2.5.1), within the tolerated difference of clocks.

use super::Question;
use crate::{Code, Refusal};

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let clock = question.clock;
    let missing = |what: &str| Refusal::new(Code::ConditionsMissing, what, "none");
    let conditions = question.claims.conditions.as_ref().ok_or_else(|| missing("Conditions"))?;
    if let Some(unknown) = &conditions.unknown {
        return Err(Refusal::new(Code::ConditionUnknown, "conditions that are understood", unknown));
    }
    let instants = [Some(question.claims.issue_instant), question.envelope.as_ref().map(|envelope| envelope.issue_instant)];
    if let Some(early) = instants.into_iter().flatten().find(|instant| clock.is_early(*instant)) {
        return Err(Refusal::new(Code::IssuedInFuture, format!("issued before {}", clock.now), early.to_string()));
    }
    if let Some(from) = conditions.not_before.filter(|from| clock.is_early(*from)) {
        return Err(Refusal::new(Code::NotYetValid, format!("valid at {}", clock.now), format!("not before {from}")));
    }
    let until = conditions.not_on_or_after.ok_or_else(|| missing("NotOnOrAfter in the Conditions"))?;
    if clock.is_over(until) {
        return Err(Refusal::new(Code::Expired, format!("valid at {}", clock.now), format!("not on or after {until}")));
    }
    Ok(format!("now {}, not on or after {until}", clock.now))
}
