//! `POST /api/v2/authorization/subjects/{subjectId}/bulkreplace`: makes the list the subject's own grants. What comes
//! through a group stays.

use axum::http::StatusCode;
use postern_org::{
    Draft,
    change::grants::{check_replacement, replace_grants},
};

use super::super::pairs;
use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let kind = pairs::kind_in_query(call)?;
    let wanted = pairs::in_body(call)?;
    let subject = pairs::in_path(call, draft)?;
    pairs::check_kind(call, subject, kind)?;
    check_replacement(draft, subject, &wanted)?;
    replace_grants(draft, subject, &wanted)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
