//! 401 `ip.not.authorized`: the address is off the organization's allowlist. It binds machines too (help centre).

use crate::{Outcome, Question, Reason};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    let allowlist = question.organization.allowlist();
    if allowlist.is_empty() {
        return Outcome::DidNotApply;
    }
    if allowlist.admits(question.address) { Outcome::Passed } else { Outcome::Refused(Reason::IpNotAuthorized(question.address)) }
}
