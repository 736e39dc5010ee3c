//! `GET /api/v2/organizations/authentication/settings`.

use crate::call::{Answer, Call, Reply};

/// Answers `OrgAuthSettings`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&call.organization.profile().authentication)
}
