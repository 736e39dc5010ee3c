//! POL-03: a client holds other roles than the policy has.

use std::collections::BTreeSet;

use postern_model::Reach;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View, policy::RoleAt};

pub(super) const RULE: Rule = Rule {
    id: "POL-03",
    slug: "roles_differ",
    title: "a client that holds other roles than the policy has",
    severity: Severity::Medium,
    class: Class::Own,
    remedy: "take away what the policy does not have and grant what it has, or put the policy right",
    reads: &[
        Needed::Policy,
        Needed::Part(Part::Clients),
        Needed::Part(Part::Grants),
        Needed::Part(Part::Roles),
        Needed::Part(Part::Divisions),
    ],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let Some(wanted) = view.listed(client).and_then(|listed| listed.roles.as_ref()) else { continue };
        let held: BTreeSet<RoleAt> = view
            .organization
            .own_holdings(client.id.uuid())
            .map(|held| RoleAt { role: held.role.name.clone(), division: division(view, held.grant.division) })
            .collect();
        let wanted: BTreeSet<RoleAt> = wanted.iter().cloned().collect();
        for extra in held.difference(&wanted) {
            let text = format!("holds {extra}, which the policy does not have");
            hits.push(Hit::found(client, text).read(format!("`GET /api/v2/authorization/subjects/{}`", client.id)));
        }
        for lacking in wanted.difference(&held) {
            let text = format!("does not hold {lacking}, which the policy has");
            let hit = Hit::found(client, text).read(format!("`GET /api/v2/authorization/subjects/{}`", client.id));
            hits.push(hit.severity(Severity::High));
        }
    }
}

fn division(view: &View<'_>, reach: Reach) -> String {
    match reach {
        Reach::All => "*".to_owned(),
        Reach::Division(id) => view.organization.division(id).map_or_else(|| id.to_string(), |division| division.name.clone()),
    }
}
