//! `POST /api/v2/authorization/subjects/{subjectId}/bulkremove`: takes roles in divisions. What comes through a group stays.

use axum::http::StatusCode;
use postern_org::{
    Draft,
    change::grants::{check_divisions, remove_grants},
};

use super::super::pairs;
use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let unwanted = pairs::in_body(call)?;
    let subject = pairs::in_path(call, draft)?;
    check_divisions(draft, "authorization:grant:delete", unwanted.iter().map(|(_, reach)| *reach))?;
    remove_grants(draft, subject, &unwanted)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
