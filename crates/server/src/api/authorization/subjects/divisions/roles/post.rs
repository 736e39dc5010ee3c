//! `POST /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}`: gives one role in one division
//! or, with the division `*`, in all.

use axum::http::StatusCode;
use postern_org::{
    Draft,
    change::grants::{add_grants, check_divisions},
};

use super::super::super::pairs;
use crate::call::{Answer, Call, Reply};

/// Answers 204; the API description leaves the status open.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let kind = pairs::kind_in_query(call)?;
    let wanted = pairs::in_path_pair(call)?;
    let subject = pairs::in_path(call, draft)?;
    pairs::check_kind(call, subject, kind)?;
    check_divisions(draft, "authorization:grant:add", [wanted.1])?;
    add_grants(draft, subject, &[wanted])?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
