//! `PUT /api/v2/authorization/roles/{roleId}/users/remove`: takes a role from people in every division. What they hold
//! through a group stays.

use postern_org::{
    Draft,
    change::grants::{check_divisions, own_pairs, remove_grants},
};

use super::super::members;
use crate::call::{Answer, Call, Reply};

/// Answers the ids as sent.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (role, people) = members::read(call, draft)?;
    for subject in people {
        let unwanted: Vec<_> = own_pairs(draft, subject.id).into_iter().filter(|(held, _)| *held == role).collect();
        check_divisions(draft, "authorization:grant:delete", unwanted.iter().map(|(_, reach)| *reach))?;
        remove_grants(draft, subject, &unwanted)?;
    }
    Reply::json(&call.body)
}
