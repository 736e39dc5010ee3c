//! `GET …/versions/{versionId}/stageplans/{stageplanId}/stepplans/{stepplanId}`: a step of a stage.

use crate::call::{Answer, Call};

/// Answers `Stepplan`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::super::get(call, &format!("stageplans/{}/stepplans/{}", call.param("stageplanId"), call.param("stepplanId")))
}
