//! `PUT /api/v2/telephony/providers/edges/phonebasesettings/{phoneBaseId}`: other settings in the place of these.

use postern_org::Draft;

use crate::{
    api::telephony::providers::edges,
    call::{Answer, Call},
};

/// Answers the settings with the ids of their lines.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::forget(draft, &format!("/telephony/providers/edges/phonebasesettings/{}", call.param("phoneBaseId")));
    let (done, lines) = edges::with_lines(call, draft)?;
    super::keep(draft, lines);
    edges::answer(done)
}
