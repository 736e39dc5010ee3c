//! `/api/v2/identityproviders/{adfs,cic,generic,…}`: the fixed kinds.

pub mod delete;
pub mod get;
pub mod put;

use postern_org::change::providers::Kind;

use crate::{call::Call, fault::Fault};

/// The kind that the operation's path ends in.
fn kind(call: &Call<'_>) -> Result<Kind, Fault> {
    call.operation.path.rsplit('/').next().and_then(Kind::fixed).ok_or_else(Fault::not_found)
}
