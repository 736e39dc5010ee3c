//! The proof, in a copy of the organization and with its own changes: the roles are made, the client is given them and nothing
//! else, and the same decision is asked as everywhere.

use std::collections::BTreeSet;

use postern_catalog::Catalog;
use postern_decide::permitted_in;
use postern_model::{Client, Entropy, Id, PermissionId, Reach, Role};
use postern_org::{
    Circumstances, Draft, Organization, Refusal,
    change::{grants, roles},
};
use postern_workload::Place;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    grouped,
    places::{Held, Spot, division},
};
use crate::{
    Inputs,
    coverage::{self, Coverage},
    view::holder,
};

/// An operation that fails without a permission in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The permission that is left out.
    pub permission: String,
    /// Where it is left out.
    pub reach: Reach,
    /// The operation that fails then.
    pub operation: String,
    /// How: it `fails`, or it `shows nothing from there`, as listings do.
    pub how: &'static str,
}

/// How an operation goes with the roles of a copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goes {
    Well,
    /// It is let in, and leaves out what lives where it is needed.
    Short,
    Refused,
}

/// Shows that every need passes with what is `chosen`, and that some need fails without any one of it.
pub(super) fn prove(inputs: &Inputs<'_>, client: &Client, spots: &[Spot], chosen: &BTreeSet<Held>) -> Result<Vec<Broken>, String> {
    let with = |held: &BTreeSet<Held>| with_roles(inputs, client, held).map_err(|refusal| refusal.message);
    let copy = with(chosen)?;
    if let Some(spot) = spots.iter().find(|spot| goes(inputs, &copy, client, spot) != Goes::Well) {
        return Err(format!("{} does not pass with the roles alone", coverage::shown(inputs, &spot.need)));
    }
    let mut proof = Vec::new();
    for held @ (id, reach) in chosen {
        let without: BTreeSet<Held> = chosen.iter().copied().filter(|other| other != held).collect();
        let copy = with(&without)?;
        let permission = inputs.catalog.permission(*id).name.to_owned();
        let broken = spots.iter().map(|spot| (spot, goes(inputs, &copy, client, spot))).filter(|(_, goes)| *goes != Goes::Well);
        // A refusal says more than a listing that is short.
        let broken = broken.min_by_key(|(_, goes)| *goes == Goes::Short);
        let (spot, goes) = broken.ok_or_else(|| format!("`{permission}` can be left out"))?;
        let how = if goes == Goes::Refused { "fails" } else { "shows nothing from there" };
        proof.push(Broken { permission, reach: *reach, operation: coverage::shown(inputs, &spot.need).replace('`', ""), how });
    }
    Ok(proof)
}

/// Whether a need passes in each of its places.
fn goes(inputs: &Inputs<'_>, copy: &Organization, client: &Client, spot: &Spot) -> Goes {
    let inputs = Inputs { organization: copy, ..*inputs };
    match coverage::cover(&inputs, client, &spot.need) {
        Coverage::Covered => {}
        // Where nothing is said, it is asked below for each place.
        Coverage::CannotTell(_) if spot.need.place == Place::Unsaid => {}
        Coverage::CannotTell(_) | Coverage::Lacking { .. } | Coverage::OnlyElsewhere { .. } => return Goes::Refused,
    }
    let operation = inputs.catalog.operation(spot.need.operation);
    let permitted = |place: &Reach| permitted_in(inputs.catalog, copy, operation, holder(client), division(*place));
    let lists = operation.method == "GET" && !operation.path.ends_with('}');
    match spot.places.iter().all(permitted) {
        true => Goes::Well,
        false if lists => Goes::Short,
        false => Goes::Refused,
    }
}

/// A copy in which the client holds this and nothing else.
fn with_roles(inputs: &Inputs<'_>, client: &Client, held: &BTreeSet<Held>) -> Result<Organization, Refusal> {
    let circumstances = Circumstances { now: inputs.now, entropy: Entropy::from_seed([1; 32]), pepper: [0; 32], actor: None };
    let mut draft = Draft::new(inputs.organization, inputs.catalog, circumstances);
    let mut wanted: Vec<(Id<Role>, Reach)> = Vec::new();
    for (permissions, reaches) in grouped(held) {
        let role = make(&mut draft, inputs.catalog, &permissions)?;
        wanted.extend(reaches.into_iter().map(|reach| (role, reach)));
    }
    grants::replace_grants(&mut draft, holder(client), &wanted)?;
    Ok(draft.finish().0)
}

fn make(draft: &mut Draft<'_>, catalog: &Catalog, set: &BTreeSet<PermissionId>) -> Result<Id<Role>, Refusal> {
    let permissions = || set.iter().map(|id| catalog.permission(*id));
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
