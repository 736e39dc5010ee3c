//! `GET /api/v2/organizations/me`: the caller's organization. No permission needed.

use super::view::view;
use crate::call::{Answer, Call, Reply};

/// Answers `Organization`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&view(&call.organization))
}
