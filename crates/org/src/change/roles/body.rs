//! What a request says of a role, and a role with that over it.

use postern_catalog::Catalog;
use postern_model::{Policy, Role};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::compile::expand_wildcards;

/// What a request says of a role. `null` says nothing, and what the service works out itself (`userCount`, `base`, …) is
/// not read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoleBody {
    /// Unique in the organization, letter case aside.
    pub name: Option<String>,
    /// Free text.
    pub description: Option<String>,
    /// Legacy flat names.
    pub permissions: Option<Vec<String>>,
    /// Wildcards allowed.
    pub permission_policies: Option<Vec<PolicyBody>>,
    /// Whether a shipped role counts as edited; [`merge`](super::merge) reads it, the others do not.
    pub role_needs_update: Option<bool>,
}

/// What a request says of one permission policy.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PolicyBody {
    domain: Option<String>,
    entity_name: Option<String>,
    action_set: Option<Vec<String>>,
    allow_conditions: Option<bool>,
    resource_condition_node: Option<Value>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// `role` with what the body says over it, or what is wrong with that.
pub(super) fn overlaid(catalog: &Catalog, mut role: Role, body: RoleBody) -> Result<Role, String> {
    role.name = body.name.unwrap_or(role.name);
    role.description = body.description.unwrap_or(role.description);
    role.permissions = body.permissions.unwrap_or(role.permissions);
    if let Some(bodies) = body.permission_policies {
        role.policies = policies(catalog, bodies)?;
    }
    Ok(role)
}

/// Names that the catalogue does not know are kept and give nothing: it holds only the permissions that operations name,
/// and the official Terraform provider looks names up itself because the service does not.
fn policies(catalog: &Catalog, bodies: Vec<PolicyBody>) -> Result<Vec<Policy>, String> {
    let numbered = bodies.into_iter().enumerate();
    let policies: Result<Vec<_>, _> = numbered.map(|(at, body)| policy(at, body)).collect();
    Ok(expand_wildcards(catalog, policies?))
}

fn policy(at: usize, body: PolicyBody) -> Result<Policy, String> {
    let said = |value: Option<String>, what: &str| {
        value.filter(|value| !value.is_empty()).ok_or_else(|| format!("permissionPolicies[{at}] needs a `{what}`"))
    };
    Ok(Policy {
        domain: said(body.domain, "domain")?,
        entity_name: said(body.entity_name, "entityName")?,
        action_set: body.action_set.unwrap_or_default(),
        allow_conditions: body.allow_conditions.unwrap_or(body.resource_condition_node.is_some()),
        resource_condition_node: body.resource_condition_node,
        other: body.other.into_iter().filter(|(_, value)| !value.is_null()).collect(),
    })
}
