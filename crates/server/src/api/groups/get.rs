//! `GET /api/v2/groups/{groupId}`: one group. No permission needed.

use crate::call::{Answer, Call, Reply};

/// Answers `Group`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&super::view::group(&call.organization, super::named(call)?))
}
