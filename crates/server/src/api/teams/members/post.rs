//! `POST /api/v2/teams/{teamId}/members`: puts people into a team.

use postern_model::{Id, User};
use postern_org::{Draft, Refusal};
use serde_json::{Map, Value, json};

use super::MOST;
use crate::call::{Answer, Call, Reply};

/// Answers `TeamMemberAddListingResponse`: who is in the team now, and who could not be put there.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (collection, name) = super::collection(call, draft)?;
    let given = call.body.get("memberIds").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if given.len() > MOST {
        return Err(Refusal::bad("client.failed.request", format!("at most {MOST} people at once; there are {}", given.len())).into());
    }
    let (mut added, mut failed) = (Vec::new(), Vec::new());
    for id in given.iter().filter_map(Value::as_str) {
        match Id::<User>::parse(id).filter(|user| draft.live_user(*user).is_some()) {
            Some(user) => {
                draft.put_resource(&format!("{collection}/{user}"), Map::from_iter([("id".to_owned(), json!(user))]));
                added.push(json!({ "id": user, "selfUri": format!("/api/v2/users/{user}") }));
            }
            None => failed.push(json!({ "id": id, "reason": "UserNotFound" })),
        }
    }
    draft.log("Groups", "AddMembers", ("Team", &call.param("teamId"), &name), Vec::new());
    Reply::json(&json!({ "entities": added, "failures": failed }))
}
