//! `DELETE /api/v2/telephony/providers/edges/phonebasesettings/{phoneBaseId}`: removes settings with their lines.

use postern_org::Draft;

use crate::{
    api::telephony::providers::edges,
    call::{Answer, Call},
    generic,
};

/// Answers what the operation declares.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::forget(draft, &format!("/telephony/providers/edges/phonebasesettings/{}", call.param("phoneBaseId")));
    edges::answer(generic::written(call, draft, &call.body)?)
}
