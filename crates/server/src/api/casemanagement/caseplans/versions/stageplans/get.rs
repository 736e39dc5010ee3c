//! `GET /api/v2/casemanagement/caseplans/{caseplanId}/versions/{versionId}/stageplans/{stageplanId}`: a stage of a version.

use crate::call::{Answer, Call};

/// Answers `Stageplan`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::get(call, &format!("stageplans/{}", call.param("stageplanId")))
}
