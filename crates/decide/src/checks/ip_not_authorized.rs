//! 401 `ip.not.authorized`: the address is off the organization's allowlist, or the token was given to one that is. It binds
//! machines too (help centre).

use postern_model::settings::Treatment;
use postern_org::Part;

use crate::{Missing, Outcome, Question, Reason};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    if question.organization.unknown(Part::Authentication).is_some() {
        return Outcome::Unknown(Missing::Part(Part::Authentication));
    }
    let allowlist = question.organization.allowlist();
    if allowlist.is_empty() {
        return Outcome::DidNotApply;
    }
    let remembers = question.organization.profile().settings.ip_allowlist_issued_elsewhere == Treatment::Refuse;
    let issued_to = question.token().filter(|_| remembers).map(|token| token.address);
    let outside = [Some(question.address), issued_to].into_iter().flatten().find(|address| !allowlist.admits(*address));
    outside.map_or(Outcome::Passed, |address| Outcome::Refused(Reason::IpNotAuthorized(address)))
}
