//! `PATCH /api/v2/authorization/settings`: turns the analysis on or off, sets its days.

use postern_org::{Draft, change::organization};

use crate::call::{Answer, Call, Reply};

/// Answers `AuthorizationSettings`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    organization::set_analysis(draft, call.read()?)?;
    Reply::json(&super::view(draft.profile()))
}
