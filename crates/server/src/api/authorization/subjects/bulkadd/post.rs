//! `POST /api/v2/authorization/subjects/{subjectId}/bulkadd`: gives roles in divisions; what is held already stays as it is.

use axum::http::StatusCode;
use postern_org::{
    Draft,
    change::grants::{add_grants, check_divisions},
};

use super::super::pairs;
use crate::call::{Answer, Call, Reply};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let kind = pairs::kind_in_query(call)?;
    let wanted = pairs::in_body(call)?;
    let subject = pairs::in_path(call, draft)?;
    pairs::check_kind(call, subject, kind)?;
    check_divisions(draft, "authorization:grant:add", wanted.iter().map(|(_, reach)| *reach))?;
    add_grants(draft, subject, &wanted)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
