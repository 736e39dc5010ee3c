//! The proof, in a copy of the organization and with its own changes: the role is made, the client is given it and nothing
//! else, and the same decision is asked as everywhere.

use std::collections::BTreeSet;

use postern_model::{Client, Entropy, Id, PermissionId, Reach, Role};
use postern_org::{
    Circumstances, Draft, Organization, Refusal,
    change::{grants, roles},
};
use postern_workload::{Need, Workload};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Inputs,
    coverage::{self, Coverage},
    view::holder,
};

/// An operation that fails without a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The permission that is left out.
    pub permission: String,
    /// The operation that fails then.
    pub operation: String,
}

/// Shows that every need passes with `chosen`, and some need fails without any one of it.
pub(super) fn prove(
    inputs: &Inputs<'_>,
    client: &Client,
    workload: &Workload,
    chosen: &BTreeSet<PermissionId>,
    reaches: &[Reach],
) -> Result<Vec<Broken>, String> {
    let with = |set: &BTreeSet<PermissionId>| with_role(inputs, client, set, reaches).map_err(|refusal| refusal.message);
    let copy = with(chosen)?;
    if let Some(need) = workload.needs.iter().find(|need| !passes(inputs, &copy, client, need)) {
        return Err(format!("{} does not pass with the role alone", coverage::shown(inputs, need)));
    }
    let mut proof = Vec::new();
    for id in chosen {
        let without: BTreeSet<PermissionId> = chosen.iter().copied().filter(|other| other != id).collect();
        let copy = with(&without)?;
        let permission = inputs.catalog.permission(*id).name.to_owned();
        let broken = workload.needs.iter().find(|need| !passes(inputs, &copy, client, need));
        let broken = broken.ok_or_else(|| format!("`{permission}` can be left out"))?;
        proof.push(Broken { permission, operation: coverage::shown(inputs, broken).replace('`', "") });
    }
    Ok(proof)
}

/// Whether a need passes. Where it does not say in which division, it passes wherever the role is held.
fn passes(inputs: &Inputs<'_>, copy: &Organization, client: &Client, need: &Need) -> bool {
    let inputs = Inputs { organization: copy, ..*inputs };
    match coverage::cover(&inputs, client, need) {
        Coverage::Covered => true,
        Coverage::CannotTell(_) => need.place == postern_workload::Place::Unsaid,
        Coverage::Lacking { .. } | Coverage::OnlyElsewhere { .. } => false,
    }
}

fn with_role(inputs: &Inputs<'_>, client: &Client, set: &BTreeSet<PermissionId>, reaches: &[Reach]) -> Result<Organization, Refusal> {
    let circumstances = Circumstances { now: inputs.now, entropy: Entropy::from_seed([1; 32]), pepper: [0; 32], actor: None };
    let mut draft = Draft::new(inputs.organization, inputs.catalog, circumstances);
    let role = make(&mut draft, inputs, set)?;
    let wanted: Vec<(Id<Role>, Reach)> = reaches.iter().map(|reach| (role, *reach)).collect();
    grants::replace_grants(&mut draft, holder(client), &wanted)?;
    Ok(draft.finish().0)
}

fn make(draft: &mut Draft<'_>, inputs: &Inputs<'_>, set: &BTreeSet<PermissionId>) -> Result<Id<Role>, Refusal> {
    let permissions = || set.iter().map(|id| inputs.catalog.permission(*id));
    let policies: Vec<Value> = permissions()
        .filter(|permission| !permission.domain.is_empty())
        .map(|permission| json!({ "domain": permission.domain, "entityName": permission.entity, "actionSet": [permission.action] }))
        .collect();
    let flat: Vec<&str> = permissions().filter(|permission| permission.domain.is_empty()).map(|permission| permission.name).collect();
    // A name with a fresh id in it: no other role has it.
    let name = format!("least privilege {}", draft.fresh_id::<Role>());
    let body = json!({ "name": name, "permissions": flat, "permissionPolicies": policies });
    let body: roles::RoleBody = serde_json::from_value(body).map_err(|error| Refusal::bad("bad.request", error.to_string()))?;
    Ok(roles::create(draft, body)?.id)
}
