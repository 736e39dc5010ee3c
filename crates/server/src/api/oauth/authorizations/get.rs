//! `GET /api/v2/oauth/authorizations/{clientId}`.

use super::view;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers the authorization.
pub fn handle(call: &Call<'_>) -> Answer {
    let client = call.organization.client(call.id("clientId")?).ok_or_else(Fault::not_found)?;
    Reply::json(&view::read(&call.organization, client))
}
