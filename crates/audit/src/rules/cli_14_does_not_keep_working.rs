//! CLI-14: the certificate does not say of a client that it keeps working, and no other critical finding says why.

use postern_org::Part;

use super::Rule;
use crate::{
    Class, Hit, Needed, Severity, Subject, View,
    certificate::{Verdict, verdict},
};

pub(super) const RULE: Rule = Rule {
    id: "CLI-14",
    slug: "does_not_keep_working",
    title: "a client that will break, or of which it cannot be told",
    severity: Severity::Critical,
    class: Class::Inferred,
    remedy: "put right what the certificate names; a client that nobody needs is taken off the policy and switched off",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in verdict::all(view) {
        let subject = Subject::new("client", &client.id, &client.name);
        let text = format!("{}: {}", client.words(), client.reasons().collect::<Vec<_>>().join("; "));
        match client.verdict {
            Verdict::WillBreak => hits.push(Hit::found(subject, text)),
            Verdict::CannotTell => hits.push(Hit::unknown(subject, text)),
            Verdict::KeepsWorking if !client.only_if.is_empty() => hits.push(Hit::unknown(subject, text)),
            Verdict::KeepsWorking | Verdict::Off => {}
        }
    }
}
