//! Permissions put into a role and taken out of it.

use postern_catalog::{
    Catalog,
    lookup::{self, Kind},
};
use postern_model::{Id, PermissionSet, Policy, Role};
use postern_org::{
    Draft,
    change::roles::{self, RoleBody},
};
use serde_json::json;

use crate::names::Wrong;

/// Adds permissions to a role and takes others out. What is taken out of a wildcard leaves the rest of it, spelt out.
pub(super) fn edit(draft: &mut Draft<'_>, id: Id<Role>, add: &[String], remove: &[String]) -> Result<(), Wrong> {
    let Some(role) = draft.role(id).cloned() else { return Err(Wrong::new("the role does not exist")) };
    let catalog = draft.catalog;
    let (flat_in, add) = split(add);
    let (flat_out, remove) = split(remove);
    let mut gone = PermissionSet::EMPTY;
    for name in &remove {
        gone.union_with(&known(catalog, name)?);
    }
    let mut policies: Vec<Policy> = role.policies.iter().flat_map(|policy| without(catalog, policy, &gone)).collect();
    for name in add {
        known(catalog, name)?;
        let parts: Vec<&str> = name.splitn(3, ':').collect();
        policies.push(policy(parts[0], parts[1], vec![parts[2].to_owned()]));
    }
    let mut flat = role.permissions.clone();
    flat.retain(|name| !flat_out.contains(&name.as_str()));
    for name in flat_in {
        if catalog.permission_id(name).is_none() {
            return Err(unknown(catalog, name));
        }
        if !flat.iter().any(|held| held == name) {
            flat.push(name.to_owned());
        }
    }
    let body = json!({ "permissions": flat, "permissionPolicies": policies });
    let body: RoleBody = serde_json::from_value(body).map_err(|error| Wrong::new(error.to_string()))?;
    roles::merge(draft, id, body)?;
    Ok(())
}

/// Legacy flat names, and permissions of three parts.
fn split(names: &[String]) -> (Vec<&str>, Vec<&str>) {
    names.iter().map(String::as_str).partition(|name| !name.contains(':'))
}

fn known(catalog: &Catalog, name: &str) -> Result<PermissionSet, Wrong> {
    let parts: Vec<&str> = name.splitn(3, ':').collect();
    let [domain, entity, action] = parts[..] else {
        return Err(Wrong::new(format!("`{name}` is no permission: write `domain:entity:action`")));
    };
    let set = catalog.expand(domain, entity, [action].into_iter());
    if set.is_empty() { Err(unknown(catalog, name)) } else { Ok(set) }
}

fn unknown(catalog: &Catalog, name: &str) -> Wrong {
    let meant: Vec<String> =
        lookup::run(catalog, Kind::Permission, name).suggestions.iter().take(3).map(|meant| format!("`{}`", meant.name)).collect();
    let help = match meant.is_empty() {
        true => "a permission that no operation asks for makes no difference here".to_owned(),
        false => format!("did you mean {}?", meant.join(" or ")),
    };
    Wrong { message: format!("no operation asks for a permission `{name}`"), help: Some(help) }
}

/// What is left of a policy without some permissions.
fn without(catalog: &Catalog, old: &Policy, gone: &PermissionSet) -> Vec<Policy> {
    let held = catalog.expand(&old.domain, &old.entity_name, old.action_set.iter().map(String::as_str));
    if held.intersection(gone).is_empty() {
        return vec![old.clone()];
    }
    let mut left: Vec<Policy> = Vec::new();
    for id in held.difference(gone).iter() {
        let permission = catalog.permission(id);
        match left.last_mut().filter(|last| last.entity_name == permission.entity) {
            Some(last) => last.action_set.push(permission.action.to_owned()),
            None => left.push(Policy {
                entity_name: permission.entity.to_owned(),
                action_set: vec![permission.action.to_owned()],
                ..old.clone()
            }),
        }
    }
    left
}

fn policy(domain: &str, entity: &str, action_set: Vec<String>) -> Policy {
    Policy {
        domain: domain.to_owned(),
        entity_name: entity.to_owned(),
        action_set,
        allow_conditions: false,
        resource_condition_node: None,
        other: serde_json::Map::new(),
    }
}
