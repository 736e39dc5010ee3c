//! `PUT /api/v2/authorization/roles/default`: restores the listed default roles, named by `id`.

use postern_org::{Draft, change::roles};
use serde::Deserialize;

use super::listing;
use crate::{
    call::{Answer, Call},
    fault::Fault,
};

/// Only the id of a listed role counts.
#[derive(Deserialize)]
struct Listed {
    id: Option<String>,
}

/// Answers `OrganizationRoleEntityListing` with the restored roles.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let ids: Result<Vec<_>, _> = call.read::<Vec<Listed>>()?.iter().enumerate().map(id).collect();
    let roles = roles::restore(draft, &ids?)?;
    listing(call, draft, &roles)
}

fn id((at, listed): (usize, &Listed)) -> Result<postern_model::Id<postern_model::Role>, Fault> {
    let id = listed.id.as_deref().ok_or_else(|| Fault::bad_request(format!("role [{at}] needs an `id`")))?;
    postern_model::Id::parse(id).ok_or_else(|| Fault::bad_request(format!("role `{id}` does not exist")))
}
