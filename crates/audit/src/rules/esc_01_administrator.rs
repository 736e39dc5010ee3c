//! ESC-01: a machine client that is, or can make itself, as powerful as an administrator.

use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View, escalation::Powers};

pub(super) const RULE: Rule = Rule {
    id: "ESC-01",
    slug: "administrator",
    title: "a machine client as powerful as an administrator",
    severity: Severity::High,
    class: Class::Inferred,
    remedy: "give it a role with what its workload needs (`postern check --least-privilege`); where it must be so powerful, say `administrator = true` in the policy",
    reads: &[
        Needed::Part(Part::Clients),
        Needed::Part(Part::Grants),
        Needed::Part(Part::Roles),
        Needed::Part(Part::Users),
        Needed::Part(Part::Groups),
    ],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let powers = Powers::new(view);
    for client in view.working() {
        if view.listed(client).is_some_and(|listed| listed.administrator) {
            continue;
        }
        let Some(path) = powers.path(client) else { continue };
        let text = match path.len() {
            1 => "can do whatever an administrator can".to_owned(),
            steps => format!("can make itself as powerful as an administrator in {steps} steps"),
        };
        let hit = Hit::found(client, text).read(format!("roles: {}", view.held(crate::view::holder(client)).join(", ")));
        hits.push(Hit { path: path.iter().map(ToString::to_string).collect(), ..hit });
    }
}
