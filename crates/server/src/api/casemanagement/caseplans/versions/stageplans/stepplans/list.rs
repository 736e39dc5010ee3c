//! `GET …/versions/{versionId}/stageplans/{stageplanId}/stepplans`: the steps of a stage.

use crate::call::{Answer, Call};

/// Answers `StepplanListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::super::list(call, &format!("stageplans/{}/stepplans", call.param("stageplanId")), "Stepplan")
}
