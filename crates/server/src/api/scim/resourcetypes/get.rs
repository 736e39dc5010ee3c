//! `GET /api/v2/scim/v2/resourcetypes/{resourceType}`: one resource type. No permission needed.

use postern_org::Refusal;
use postern_scim::schema::{RESOURCE_TYPES, resource_type};

use super::super::{base, refuse_filter};
use crate::call::{Answer, Call, Reply};

/// Answers `ScimConfigResourceType`.
pub fn handle(call: &Call<'_>) -> Answer {
    refuse_filter(call)?;
    let named = call.param("resourceType");
    let found = RESOURCE_TYPES.iter().find(|one| one.name.eq_ignore_ascii_case(&named));
    let found = found.ok_or_else(|| Refusal::resource_not_found("resource type", &named))?;
    Reply::json(&resource_type(found, &base(call)))
}
