//! What a subject may do, all divisions together (API description: `UserAuthorization`).

use std::collections::BTreeSet;

use postern_catalog::Catalog;
use postern_model::{PermissionSet, Policy, Role, Subject};
use postern_org::Organization;
use serde_json::{Value, json};

/// The roles a subject holds anywhere, inherited ones too, and what they permit.
pub fn user_authorization(organization: &Organization, catalog: &Catalog, subject: Subject) -> Value {
    let mut seen = BTreeSet::new();
    let roles: Vec<&Role> = organization.holdings(subject).map(|holding| holding.role).filter(|role| seen.insert(role.id)).collect();
    let mut permissions = PermissionSet::EMPTY;
    roles.iter().for_each(|role| permissions.union_with(&role.effective));
    json!({
        "roles": roles.iter().map(|role| json!({ "id": role.id, "name": role.name })).collect::<Vec<_>>(),
        "unusedRoles": [],
        "permissions": permissions.iter().map(|id| catalog.permission(id).name).collect::<Vec<_>>(),
        "permissionPolicies": roles.iter().flat_map(|role| &role.policies).map(policy).collect::<Vec<_>>(),
    })
}

/// API description: `ResourcePermissionPolicy`.
fn policy(policy: &Policy) -> Value {
    let mut view = json!({
        "domain": policy.domain, "entityName": policy.entity_name, "actionSet": policy.action_set,
        "allowConditions": policy.allow_conditions,
    });
    if let (Some(condition), Some(members)) = (&policy.resource_condition_node, view.as_object_mut()) {
        members.insert("resourceConditionNode".to_owned(), condition.clone());
    }
    view
}
