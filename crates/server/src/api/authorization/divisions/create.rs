//! `POST /api/v2/authorization/divisions`: makes a division. Nobody gets roles in it.

use postern_org::{Draft, change::divisions::create_division};

use super::view::DivisionView;
use crate::call::{Answer, Call, Reply};

/// Answers `AuthzDivision`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let division = create_division(draft, call.read()?)?;
    Reply::json(&DivisionView::from(&division))
}
