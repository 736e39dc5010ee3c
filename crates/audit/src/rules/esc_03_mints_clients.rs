//! ESC-03: a machine client that may make clients, or new secrets for others.

use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View, view::holder};

pub(super) const RULE: Rule = Rule {
    id: "ESC-03",
    slug: "mints_clients",
    title: "a machine client that may make clients or their secrets",
    severity: Severity::Medium,
    class: Class::Documented,
    remedy: "take `oauth:client:add` and `oauth:client:edit` out of its role unless it manages clients",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.working() {
        if view.listed(client).is_some_and(|listed| listed.administrator) {
            continue;
        }
        let holds = |permission| view.catalog.permission_id(permission).is_some_and(|id| view.organization.holds(holder(client), id));
        let (adds, edits) = (holds("oauth:client:add"), holds("oauth:client:edit"));
        let text = match (adds, edits) {
            (true, true) => "may make clients with its own roles, and new secrets for clients whose roles it holds",
            (true, false) => "may make clients with its own roles: they stay when it is deleted",
            (false, true) => "may make new secrets for clients whose roles it holds: that shuts out who uses them",
            (false, false) => continue,
        };
        let pairs = |id: postern_model::Id<postern_model::Client>| {
            view.organization.own_holdings(id.uuid()).map(|held| (held.role.id, held.grant.division)).collect::<Vec<_>>()
        };
        let mine = pairs(client.id);
        let others = view.clients().into_iter().chain(view.off()).filter(|other| other.id != client.id);
        let reached = others.filter(|other| {
            let theirs = pairs(other.id);
            !theirs.is_empty() && theirs.iter().all(|pair| mine.contains(pair))
        });
        let reached: Vec<String> = reached.map(|other| format!("`{}`", other.name)).collect();
        let mut hit =
            Hit::found(client, text).read("documented: a client can be given, and its secret replaced, only by who holds its roles");
        if edits && !reached.is_empty() {
            hit = hit.read(format!("clients whose roles it holds: {}", reached.join(", ")));
        }
        hits.push(hit);
    }
}
