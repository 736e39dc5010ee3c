//! `GET /api/v2/authorization/divisions/{divisionId}`: needs no permission, so nothing is hidden here.

use super::view::{Counts, in_path};
use crate::call::{Answer, Call, Reply};

/// Answers `AuthzDivision`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&Counts::of(call).view(in_path(call)?))
}
