//! CLI-08: several clients that may do exactly the same.

use std::collections::BTreeMap;

use postern_model::{Client, ClientState};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-08",
    slug: "same_grants",
    title: "several clients with the same grants",
    severity: Severity::Low,
    class: Class::Inferred,
    remedy: "one client for each purpose, with the roles for it; several of one kind are often a way around the rate limit, or left over",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let mut alike: BTreeMap<Vec<String>, Vec<&Client>> = BTreeMap::new();
    for client in view.clients().into_iter().filter(|client| client.state == ClientState::Active) {
        let held = view.organization.own_holdings(client.id.uuid());
        let mut held: Vec<String> = held.map(|held| format!("{} {}", held.role.id, held.grant.division)).collect();
        held.sort();
        held.dedup();
        if !held.is_empty() {
            alike.entry(held).or_default().push(client);
        }
    }
    for clients in alike.into_values().filter(|clients| clients.len() > 1) {
        let Some((first, others)) = clients.split_first() else { continue };
        let names: Vec<String> = others.iter().map(|client| format!("`{}`", client.name)).collect();
        let hit = Hit::found(*first, format!("holds the same roles in the same divisions as {}", names.join(", ")));
        hits.push(hit.read(format!("roles: {}", view.held(crate::view::holder(first)).join(", "))));
    }
}
