//! `PUT /api/v2/organizations/embeddedintegration`.

use postern_org::Draft;

use super::super::whitelist;
use crate::call::{Answer, Call};

/// Answers `EmbeddedIntegration`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    whitelist::put::handle(call, draft)
}
