//! `PATCH /api/v2/casemanagement/caseplans/{caseplanId}/stageplans/{stageplanId}/stepplans/{stepplanId}`: changes a step.

use postern_org::Draft;

use crate::{
    api::casemanagement::caseplans::{amend, found},
    call::{Answer, Call, Reply},
    generic,
};

/// Answers `Stepplan`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let plan = found(call, draft)?;
    let path = format!("{}/stageplans/{}/stepplans/{}", plan.path, call.param("stageplanId"), call.param("stepplanId"));
    let step = amend(call, draft, &path)?;
    Reply::json(&generic::shown(call, draft, &step))
}
