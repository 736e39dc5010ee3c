//! `PUT /api/v2/authorization/divisions/{divisionId}`: replaces name and description; the home division too.

use postern_org::{Draft, change::divisions::update_division};

use super::view::DivisionView;
use crate::call::{Answer, Call, Reply};

/// Answers `AuthzDivision`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let division = update_division(draft, call.id("divisionId")?, call.read()?)?;
    Reply::json(&DivisionView::from(&division))
}
