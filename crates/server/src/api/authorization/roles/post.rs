//! `POST /api/v2/authorization/roles/{roleId}`: gives the role to each of the subjects in each of the divisions. All are of
//! the kind that `subjectType` says.

use axum::http::StatusCode;
use postern_model::{Id, Reach, Role};
use postern_org::{
    Draft,
    change::grants::{add_grants, check_divisions},
};
use serde::Deserialize;

use crate::{
    api::authorization::subjects::pairs,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// API description: `SubjectDivisions`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SubjectDivisions {
    subject_ids: Option<Vec<String>>,
    division_ids: Option<Vec<String>>,
}

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let kind = pairs::kind_in_query(call)?;
    let body: SubjectDivisions = call.read()?;
    let role: Id<Role> = call.id("roleId")?;
    draft.role(role).ok_or_else(Fault::not_found)?;
    let reach = |id: &String| {
        let malformed = || Fault::new(400, "general.bad.request", format!("`{id}` is not the id of a division"));
        Reach::parse(id).ok_or_else(malformed).map(|reach| (role, reach))
    };
    let wanted = body.division_ids.unwrap_or_default().iter().map(reach).collect::<Result<Vec<_>, _>>()?;
    check_divisions(draft, "authorization:grant:add", wanted.iter().map(|(_, reach)| *reach))?;
    for id in body.subject_ids.unwrap_or_default() {
        let subject = pairs::named(draft, &id)?;
        pairs::check_kind(call, subject, kind)?;
        add_grants(draft, subject, &wanted)?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
