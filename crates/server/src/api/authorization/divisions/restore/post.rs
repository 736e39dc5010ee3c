//! `POST /api/v2/authorization/divisions/{divisionId}/restore`: brings a deleted division back, as the body names it.

use postern_org::{Draft, change::divisions::restore_division};

use super::super::view::DivisionView;
use crate::call::{Answer, Call, Reply};

/// Answers `AuthzDivision`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let division = restore_division(draft, call.id("divisionId")?, call.read()?)?;
    Reply::json(&DivisionView::from(&division))
}
