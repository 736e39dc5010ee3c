//! `PUT /api/v2/telephony/providers/edges/phones/{phoneId}`: changes a phone and its station.

use postern_org::Draft;

use crate::{
    api::telephony::providers::edges,
    call::{Answer, Call},
};

/// Answers the phone.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (done, _) = edges::with_lines(call, draft)?;
    super::seat(draft, &super::path(&call.param("phoneId")));
    edges::answer(done)
}
