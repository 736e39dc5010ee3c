//! `/api/v2/oauth/clients`.

pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod put;
pub mod secret;
pub mod usage;
pub mod view;

use postern_model::Client;
use postern_org::change::clients;

use crate::{call::Call, fault::Fault};

/// The client the path names.
pub(crate) fn named<'c>(call: &'c Call<'_>) -> Result<&'c Client, Fault> {
    let id = call.id("clientId")?;
    call.organization.client(id).ok_or_else(|| clients::not_found(id).into())
}
