//! `GET /api/v2/authorization/divisionspermitted/me`: where the caller holds a permission, all at once. Deprecated.

use super::super::permitted::permitted;
use crate::{
    api::authorization::divisions::view::DivisionView,
    call::{Answer, Call, Reply},
};

/// Answers a list of `AuthzDivision`.
pub fn handle(call: &Call<'_>) -> Answer {
    let term = call.query.get("name").unwrap_or_default().to_lowercase();
    let (divisions, _) = permitted(call, call.subject());
    let asked = divisions.into_iter().filter(|division| division.name.to_lowercase().contains(&term));
    Reply::json(&asked.map(DivisionView::from).collect::<Vec<_>>())
}
