//! `PATCH /api/v2/casemanagement/caseplans/{caseplanId}/stageplans/{stageplanId}`: changes a stage.

use postern_org::Draft;

use crate::{
    api::casemanagement::caseplans::{amend, found},
    call::{Answer, Call, Reply},
    generic,
};

/// Answers `Stageplan`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let plan = found(call, draft)?;
    let stage = amend(call, draft, &format!("{}/stageplans/{}", plan.path, call.param("stageplanId")))?;
    Reply::json(&generic::shown(call, draft, &stage))
}
