//! `GET /api/v2/scim/v2/schemas/{schemaId}`: one schema. No permission needed.

use postern_org::Refusal;
use postern_scim::schema::{SCHEMAS, schema};

use super::super::{base, refuse_filter};
use crate::call::{Answer, Call, Reply};

/// Answers `ScimV2SchemaDefinition`.
pub fn handle(call: &Call<'_>) -> Answer {
    refuse_filter(call)?;
    let named = call.param("schemaId");
    let found = SCHEMAS.iter().find(|one| one.id.eq_ignore_ascii_case(&named));
    let found = found.ok_or_else(|| Refusal::resource_not_found("schema", &named))?;
    Reply::json(&schema(found, &base(call)))
}
