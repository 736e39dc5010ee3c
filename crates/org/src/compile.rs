//! From what a role says to the permissions it gives.

use postern_catalog::Catalog;
use postern_model::{PermissionSet, Policy, Role};

/// Fills in a role's effective permissions: its policies, wildcards included, and its legacy flat names. Conditions are
/// kept but not evaluated: a policy with one counts as held.
pub(crate) fn compile(catalog: &Catalog, role: &mut Role) {
    let mut set = PermissionSet::EMPTY;
    for policy in &role.policies {
        set.union_with(&catalog.expand(&policy.domain, &policy.entity_name, policy.action_set.iter().map(String::as_str)));
    }
    for name in &role.permissions {
        if let Some(id) = catalog.permission_id(name) {
            set.insert(id);
        }
    }
    role.effective = set;
}

/// Replaces wildcards by the explicit permissions they stand for today, one policy an entity (platform change of
/// 2026-06-01). A policy that names no known permission is kept as written.
pub(crate) fn expand_wildcards(catalog: &Catalog, policies: Vec<Policy>) -> Vec<Policy> {
    policies.into_iter().flat_map(|policy| expand_policy(catalog, policy)).collect()
}

fn expand_policy(catalog: &Catalog, policy: Policy) -> Vec<Policy> {
    let wild = policy.entity_name == "*" || policy.action_set.iter().any(|action| action == "*");
    if !wild {
        return vec![policy];
    }
    let set = catalog.expand(&policy.domain, &policy.entity_name, policy.action_set.iter().map(String::as_str));
    let mut expanded: Vec<Policy> = Vec::new();
    for id in set.iter() {
        let permission = catalog.permission(id);
        match expanded.last_mut().filter(|last| last.domain == permission.domain && last.entity_name == permission.entity) {
            Some(last) => last.action_set.push(permission.action.to_owned()),
            None => expanded.push(Policy {
                domain: permission.domain.to_owned(),
                entity_name: permission.entity.to_owned(),
                action_set: vec![permission.action.to_owned()],
                ..policy.clone()
            }),
        }
    }
    if expanded.is_empty() { vec![policy] } else { expanded }
}
