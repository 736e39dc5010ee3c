//! POL-05: nobody is said to answer for a client.

use super::Rule;
use crate::{Class, Hit, Needed, Severity, Subject, View, policy::UNKNOWN_OWNER};

pub(super) const RULE: Rule = Rule {
    id: "POL-05",
    slug: "owner_unknown",
    title: "a listed client for which nobody answers",
    severity: Severity::Medium,
    class: Class::Own,
    remedy: "find out who answers for the client and what it is for, and write that into the policy",
    reads: &[Needed::Policy],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for listed in &view.policy().clients {
        let id = listed.id.map(|id| id.to_string()).unwrap_or_default();
        for (field, said) in [("owner", &listed.owner), ("purpose", &listed.purpose)] {
            if said.trim().to_lowercase() == UNKNOWN_OWNER {
                let subject = Subject::new("client", &id, listed.key());
                hits.push(Hit::found(subject, format!("its {field} is unknown")).read(format!("`{field}` of the client in the policy")));
            }
        }
    }
}
