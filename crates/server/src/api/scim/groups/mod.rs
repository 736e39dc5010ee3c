//! Groups. The API description has no operation that creates or deletes one.

pub mod get;
pub mod list;
pub mod patch;
pub mod put;

use postern_model::{Group, Id};
use postern_org::{Organization, Refusal};

use super::tags;
use crate::{call::Call, fault::Fault};

/// The group that the path names.
fn named<'o>(call: &Call<'_>, organization: &'o Organization) -> Result<&'o Group, Fault> {
    let id = call.param("groupId");
    let group = Id::parse(&id).and_then(|id| organization.group(id));
    Ok(group.ok_or_else(|| Refusal::resource_not_found("group", &id))?)
}

/// The same, for a write: the version must be the one it is meant for.
fn meant(call: &Call<'_>, organization: &Organization) -> Result<Id<Group>, Fault> {
    let group = named(call, organization)?;
    tags::check_current(call, group.version)?;
    Ok(group.id)
}
