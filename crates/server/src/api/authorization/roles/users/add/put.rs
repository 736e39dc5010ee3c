//! `PUT /api/v2/authorization/roles/{roleId}/users/add`: gives people a role in the home division. Who has it in any division
//! already keeps it as it is.

use postern_model::Reach;
use postern_org::{
    Draft,
    change::grants::{add_grants, check_divisions, own_pairs},
};

use super::super::members;
use crate::call::{Answer, Call, Reply};

/// Answers the ids as sent.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (role, people) = members::read(call, draft)?;
    let home = Reach::Division(draft.home());
    for subject in people {
        if own_pairs(draft, subject.id).iter().all(|(held, _)| *held != role) {
            check_divisions(draft, "authorization:grant:add", [home])?;
            add_grants(draft, subject, &[(role, home)])?;
        }
    }
    Reply::json(&call.body)
}
