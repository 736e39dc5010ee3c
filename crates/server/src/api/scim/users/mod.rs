//! People.

pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod patch;
pub mod put;

use postern_model::{Id, User};
use postern_org::{Organization, Refusal};

use super::tags;
use crate::{call::Call, fault::Fault};

/// The living person that the path names.
fn named<'o>(call: &Call<'_>, organization: &'o Organization) -> Result<&'o User, Fault> {
    let id = call.param("userId");
    let user = Id::parse(&id).and_then(|id| organization.live_user(id));
    Ok(user.ok_or_else(|| Refusal::resource_not_found("user", &id))?)
}

/// The same, for a write: the version must be the one it is meant for.
fn meant(call: &Call<'_>, organization: &Organization) -> Result<Id<User>, Fault> {
    let user = named(call, organization)?;
    tags::check_current(call, user.version)?;
    Ok(user.id)
}
