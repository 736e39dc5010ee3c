//! `GET /api/v2/organizations/whitelist`.

use crate::call::{Answer, Call, Reply};

/// Answers `OrgWhitelistSettings`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&super::view(&call.organization))
}
