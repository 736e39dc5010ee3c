//! From what a role says to the permissions it gives.

use postern_catalog::Catalog;
use postern_model::{PermissionSet, Policy, Role};

/// Fills in a role's effective permissions: its policies, wildcards included, and its legacy flat names. Conditions are
/// kept but not evaluated: a policy with one counts as held.
pub(crate) fn compile(catalog: &Catalog, role: &mut Role) {
    let (mut free, mut bound) = (PermissionSet::EMPTY, PermissionSet::EMPTY);
    for policy in &role.policies {
        let set = if policy.has_condition() { &mut bound } else { &mut free };
        set.union_with(&catalog.expand(&policy.domain, &policy.entity_name, policy.action_set.iter().map(String::as_str)));
    }
    for name in &role.permissions {
        if let Some(id) = catalog.permission_id(name) {
            free.insert(id);
        }
    }
    role.conditional = Some(bound.difference(&free)).filter(|conditional| !conditional.is_empty()).map(Box::new);
    free.union_with(&bound);
    role.effective = free;
}

/// Replaces wildcards, in the domain too, by the explicit permissions they stand for today, one policy an entity (platform
/// change of 2026-06-01). A policy that names no known permission is kept as written.
pub(crate) fn expand_wildcards(catalog: &Catalog, policies: Vec<Policy>) -> Vec<Policy> {
    policies.into_iter().flat_map(|policy| expand_policy(catalog, policy)).collect()
}

fn expand_policy(catalog: &Catalog, policy: Policy) -> Vec<Policy> {
    let actions = || policy.action_set.iter().map(String::as_str);
    let wild = policy.domain == "*" || policy.entity_name == "*" || actions().any(|action| action == "*");
    if !wild {
        return vec![policy];
    }
    let mut set = PermissionSet::EMPTY;
    for domain in catalog.domains().filter(|domain| policy.domain == "*" || policy.domain == *domain) {
        set.union_with(&catalog.expand(domain, &policy.entity_name, actions()));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(domain: &str, entity: &str, actions: &[&str]) -> Vec<Policy> {
        let policy = Policy {
            domain: domain.to_owned(),
            entity_name: entity.to_owned(),
            action_set: actions.iter().map(|action| (*action).to_owned()).collect(),
            allow_conditions: true,
            resource_condition_node: Some(serde_json::json!({ "conjunction": "AND" })),
            other: serde_json::Map::new(),
        };
        expand_wildcards(Catalog::builtin(), vec![policy])
    }

    #[test]
    fn a_wildcard_becomes_one_policy_an_entity_and_keeps_its_condition() {
        let [policy] = &expand("authorization", "orgTrustor", &["*"])[..] else { panic!("one entity") };
        assert_eq!(policy.action_set, ["delete", "view"]);
        assert!(policy.allow_conditions && policy.resource_condition_node.is_some());
        let viewed = expand("authorization", "*", &["view"]);
        assert!(viewed.len() > 5 && viewed.iter().all(|policy| policy.domain == "authorization" && policy.action_set == ["view"]));
    }

    #[test]
    fn a_wildcard_domain_stands_for_every_domain() {
        let all: usize = expand("*", "*", &["*"]).iter().map(|policy| policy.action_set.len()).sum();
        assert_eq!(all, Catalog::builtin().permissions().iter().filter(|permission| !permission.domain.is_empty()).count());
    }

    #[test]
    fn names_outside_the_catalogue_are_kept_as_written() {
        for (domain, entity, action) in [("ui", "agentQueueActivity", "view"), ("integration", "examplePremiumApp", "*")] {
            let [policy] = &expand(domain, entity, &[action])[..] else { panic!("one policy") };
            assert_eq!((policy.domain.as_str(), policy.entity_name.as_str()), (domain, entity));
            assert_eq!(policy.action_set, [action]);
        }
    }
}
