//! `GET /api/v2/organizations/embeddedintegration`.

use super::super::whitelist;
use crate::call::{Answer, Call};

/// Answers `EmbeddedIntegration`.
pub fn handle(call: &Call<'_>) -> Answer {
    whitelist::get::handle(call)
}
