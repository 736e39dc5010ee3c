//! POL-02: a client that the policy lists is not there.

use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, Subject, View};

pub(super) const RULE: Rule = Rule {
    id: "POL-02",
    slug: "listed_missing",
    title: "an allow-listed client that is missing",
    severity: Severity::High,
    class: Class::Own,
    remedy: "find out whether it was deleted or renamed: what used it is broken; then put the policy right",
    reads: &[Needed::Policy, Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for listed in &view.policy().clients {
        let there: Vec<_> = view.clients().into_iter().filter(|client| listed.is(client)).collect();
        let id = listed.id.map(|id| id.to_string()).unwrap_or_default();
        let subject = || Subject::new("client", &id, listed.key());
        match there.len() {
            // A client of another organization that was let in is there, too.
            0 if view.let_in().any(|authorization| listed.lets_in(authorization)) => {}
            0 => {
                let hit = Hit::found(subject(), "the policy lists it, and the organization has no such client");
                hits.push(hit.read(format!("owner: {}; purpose: {}", listed.owner, listed.purpose)).read("`GET /api/v2/oauth/clients`"));
            }
            1 => {}
            many => {
                let text = format!("the policy lists it by name, and {many} clients have that name: list the right one by its id");
                let ids: Vec<String> = there.iter().map(|client| client.id.to_string()).collect();
                hits.push(Hit::found(subject(), text).read(ids.join(", ")));
            }
        }
    }
}
