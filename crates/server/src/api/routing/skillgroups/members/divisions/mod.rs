//! `/api/v2/routing/skillgroups/{skillGroupId}/members/divisions`: the divisions whose people a skill group looks among. A new
//! group looks in its own (Terraform provider).

pub mod get;
pub mod post;

use std::collections::BTreeSet;

use postern_org::{Organization, Refusal};
use serde_json::Value;

use crate::call::Call;

/// Where the list is kept: a singleton below the group.
fn path(call: &Call<'_>) -> String {
    format!("/routing/skillgroups/{}/members/divisions/", call.param("skillGroupId"))
}

/// The divisions of the group that the path names, `*` for all of them.
fn divisions(call: &Call<'_>, organization: &Organization) -> Result<BTreeSet<String>, Refusal> {
    let group =
        organization.resources().get(&format!("/routing/skillgroups/{}", call.param("skillGroupId"))).ok_or_else(Refusal::not_found)?;
    let own = || group.entity.get("division").and_then(|division| division.get("id")).and_then(Value::as_str);
    Ok(match organization.resources().get(&path(call)).and_then(|kept| kept.entity.get("divisionIds")).and_then(Value::as_array) {
        Some(kept) => kept.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None => own().map(str::to_owned).into_iter().collect(),
    })
}
