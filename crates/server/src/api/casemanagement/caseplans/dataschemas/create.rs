//! `POST /api/v2/casemanagement/caseplans/{caseplanId}/dataschemas`: binds a schema.

use postern_org::Draft;

use crate::call::{Answer, Call};

/// Answers `CaseplanDataSchema`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::bind(call, draft)
}
