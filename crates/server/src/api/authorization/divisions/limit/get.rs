//! `GET /api/v2/authorization/divisions/limit`: how many divisions there may be (setting `limits.divisions`).

use crate::call::{Answer, Call, Reply};

/// Answers a number; without a limit the largest that clients can read.
pub fn handle(call: &Call<'_>) -> Answer {
    let limit = call.organization.profile().settings.limits_divisions;
    Reply::json(&if limit == 0 { i32::MAX as u32 } else { limit })
}
