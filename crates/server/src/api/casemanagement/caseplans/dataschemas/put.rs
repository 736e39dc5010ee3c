//! `PUT /api/v2/casemanagement/caseplans/{caseplanId}/dataschemas/{schemaKeyName}`: binds another schema.

use postern_org::Draft;

use crate::call::{Answer, Call};

/// Answers `CaseplanDataSchema`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::check_key(call)?;
    super::bind(call, draft)
}
