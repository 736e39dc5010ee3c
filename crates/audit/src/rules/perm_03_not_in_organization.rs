//! PERM-03: a role of a machine client names permissions that this organization does not have.

use std::collections::BTreeSet;

use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "PERM-03",
    slug: "not_in_organization",
    title: "a client's role names a permission that this organization does not have",
    severity: Severity::Medium,
    class: Class::Specified,
    remedy: "take the permission out of the role, or get the product that brings it; permissions differ with an organization's products",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles), Needed::Permissions],
    check,
};

/// The most names that one finding lists.
const MOST: usize = 8;

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let permissions = view.collected().and_then(|evidence| evidence.permissions.known());
    let known: BTreeSet<&str> = permissions.into_iter().flatten().map(String::as_str).collect();
    for client in view.machines() {
        let mut roles: Vec<_> = view.organization.own_holdings(client.id.uuid()).map(|held| held.role).collect();
        roles.sort_by_key(|role| role.id);
        roles.dedup_by_key(|role| role.id);
        for role in roles {
            let named = role.policies.iter().flat_map(|policy| {
                policy.action_set.iter().map(move |action| format!("{}:{}:{action}", policy.domain, policy.entity_name))
            });
            let absent: BTreeSet<String> = named.filter(|name| !name.contains('*') && !known.contains(name.as_str())).collect();
            if absent.is_empty() {
                continue;
            }
            let shown: Vec<String> = absent.iter().take(MOST).map(|name| format!("`{name}`")).collect();
            let more = if absent.len() > MOST { format!(" and {} more", absent.len() - MOST) } else { String::new() };
            let hit = Hit::found(client, format!("the role `{}` names {}{more}, which gives nothing here", role.name, shown.join(", ")));
            let hit = hit.key(absent.iter().chain([&role.name]));
            hits.push(hit.read(format!("`GET /api/v2/authorization/permissions`: {} permissions, these are not among them", known.len())));
        }
    }
}
