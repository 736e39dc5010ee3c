//! `GET /api/v2/casemanagement/caseplans/{caseplanId}/versions/{versionId}/intakesettings`: the intake of a version.

use crate::call::{Answer, Call};

/// Answers `IntakeSettingsListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::super::list(call, "intakeSettings")
}
