//! `GET /api/v2/tokens/timeout`: needs no permission.

use postern_org::change::tokens;

use crate::call::{Answer, Call, Reply};

/// Answers the inactivity timeout.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&tokens::view(&call.organization.profile().idle))
}
