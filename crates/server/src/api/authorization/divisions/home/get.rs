//! `GET /api/v2/authorization/divisions/home`: the home division. No permission needed.

use super::super::view::DivisionView;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers `AuthzDivision`.
pub fn handle(call: &Call<'_>) -> Answer {
    let home = call.organization.division(call.organization.home()).ok_or_else(Fault::not_found)?;
    Reply::json(&DivisionView::from(home))
}
