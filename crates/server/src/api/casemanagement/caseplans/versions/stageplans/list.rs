//! `GET /api/v2/casemanagement/caseplans/{caseplanId}/versions/{versionId}/stageplans`: the stages of a version.

use crate::call::{Answer, Call};

/// Answers `StageplanListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::list(call, "stageplans", "Stageplan")
}
