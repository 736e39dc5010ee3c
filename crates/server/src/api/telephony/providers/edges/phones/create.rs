//! `POST /api/v2/telephony/providers/edges/phones`: a new phone with its station.

use postern_org::Draft;
use serde_json::Value;

use crate::{
    api::telephony::providers::edges,
    call::{Answer, Call},
};

/// Answers the phone.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (done, _) = edges::with_lines(call, draft)?;
    let id = done.body.as_ref().and_then(|body| body.get("id")).and_then(Value::as_str).unwrap_or_default();
    super::seat(draft, &super::path(id));
    edges::answer(done)
}
