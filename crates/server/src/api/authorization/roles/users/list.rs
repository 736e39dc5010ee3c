//! `GET /api/v2/authorization/roles/{roleId}/users`: the people who were given the role. No permission needed.

use serde_json::json;

use super::super::view::people;
use crate::{
    call::{Answer, Call},
    fault::Fault,
    paging::page_of,
};

/// Answers `UserReferenceEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let role = call.organization.role(call.id("roleId")?).ok_or_else(Fault::not_found)?;
    page_of(call, people(&call.organization, role.id), |user| json!({ "id": user, "selfUri": format!("/api/v2/users/{user}") }))
}
