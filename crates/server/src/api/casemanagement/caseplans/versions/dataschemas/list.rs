//! `GET /api/v2/casemanagement/caseplans/{caseplanId}/versions/{versionId}/dataschemas`: the schemas of a version.

use crate::call::{Answer, Call};

/// Answers `CaseplanDataSchemaListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::super::list(call, "dataSchemas")
}
