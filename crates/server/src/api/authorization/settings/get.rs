//! `GET /api/v2/authorization/settings`: the analysis of unused permissions and roles.

use crate::call::{Answer, Call, Reply};

/// Answers `AuthorizationSettings`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&super::view(call.organization.profile()))
}
