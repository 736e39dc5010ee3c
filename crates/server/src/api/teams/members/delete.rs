//! `DELETE /api/v2/teams/{teamId}/members`: takes people out of a team.

use axum::http::StatusCode;
use postern_org::{Draft, Refusal};

use super::MOST;
use crate::call::{Answer, Call, Reply};

/// Answers nothing. Who is no member is passed over.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (collection, name) = super::collection(call, draft)?;
    let ids = call.query.list("id");
    if ids.len() > MOST {
        return Err(Refusal::bad("max.user.ids", format!("at most {MOST} people at once; there are {}", ids.len())).into());
    }
    ids.iter().for_each(|id| draft.remove_resource(&format!("{collection}/{id}")));
    draft.log("Groups", "RemoveMembers", ("Team", &call.param("teamId"), &name), Vec::new());
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
