//! `DELETE /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}`: takes one grant. Taking what is
//! not held changes nothing; a role or division that does not exist is 404.

use axum::http::StatusCode;
use postern_org::{
    Draft,
    change::grants::{check_divisions, remove_grants},
};

use super::super::super::pairs;
use crate::call::{Answer, Call, Reply};

/// Answers 204; the API description leaves the status open.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let unwanted = pairs::in_path_pair(call)?;
    let subject = pairs::in_path(call, draft)?;
    check_divisions(draft, "authorization:grant:delete", [unwanted.1])?;
    remove_grants(draft, subject, &[unwanted])?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
