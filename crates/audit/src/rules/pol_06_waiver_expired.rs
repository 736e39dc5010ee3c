//! POL-06: a waiver whose last day is past.

use super::Rule;
use crate::{Class, Hit, Needed, Severity, Subject, View};

pub(super) const RULE: Rule = Rule {
    id: "POL-06",
    slug: "waiver_expired",
    title: "a waiver that has expired",
    severity: Severity::High,
    class: Class::Own,
    remedy: "put right what it was about and delete the waiver, or decide anew until when it holds",
    reads: &[Needed::Policy],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for waiver in view.policy().waivers.iter().filter(|waiver| waiver.expired(view.now)) {
        let subject = Subject::new("policy", &waiver.rule, format!("{} of {}", waiver.rule, waiver.subject));
        let text = format!("the waiver of {} ended on {}", waiver.person, waiver.until);
        hits.push(Hit::found(subject, text).read(format!("its reason was: {}", waiver.reason)));
    }
}
