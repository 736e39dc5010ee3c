//! `PUT /api/v2/users/{subjectId}/roles`: sets the roles a subject holds itself. A role it holds already keeps its divisions, a
//! new one is given in the home division, one that is left out goes everywhere. What comes through a group stays.

use postern_model::{Id, Reach, Role};
use postern_org::{
    Draft, Organization, Refusal,
    change::grants::{check_replacement, own_pairs, replace_grants},
};

use super::view::user_authorization;
use crate::{
    api::authorization::subjects::pairs::in_path,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers `UserAuthorization`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let ids: Vec<String> = call.read()?;
    let subject = in_path(call, draft).map_err(|_| Refusal::resource_not_found("User", &call.param("subjectId")))?;
    let roles = ids.iter().map(|id| role(draft, id)).collect::<Result<Vec<_>, _>>()?;
    let held = own_pairs(draft, subject.id);
    let home = Reach::Division(draft.home());
    let new = roles.iter().filter(|role| held.iter().all(|(mine, _)| mine != *role)).map(|role| (*role, home));
    let kept = held.iter().copied().filter(|(mine, _)| roles.contains(mine));
    let wanted: Vec<(Id<Role>, Reach)> = kept.chain(new).collect();
    check_replacement(draft, subject, &wanted)?;
    replace_grants(draft, subject, &wanted)?;
    Reply::json(&user_authorization(draft, call.catalog(), subject))
}

fn role(organization: &Organization, id: &str) -> Result<Id<Role>, Fault> {
    let Some(role) = Id::parse(id) else {
        return Err(Fault::new(400, "general.bad.request", format!("`{id}` is not the id of a role")));
    };
    organization.role(role).ok_or_else(|| Refusal::resource_not_found("Role", id))?;
    Ok(role)
}
