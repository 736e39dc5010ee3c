//! `POST /api/v2/telephony/providers/edges/phonebasesettings`: settings for phones of one model.

use postern_org::Draft;

use crate::{
    api::telephony::providers::edges,
    call::{Answer, Call},
};

/// Answers the settings with the ids of their lines.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (done, lines) = edges::with_lines(call, draft)?;
    super::keep(draft, lines);
    edges::answer(done)
}
