//! `POST /api/v2/routing/queues/{queueId}/members`: adds the people that the body lists, or with `?delete=true` removes them.

use axum::http::StatusCode;
use postern_model::{Id, User};
use postern_org::{Draft, Refusal};
use serde_json::{Map, Value, json};

use super::{queue, queue_path};
use crate::call::{Answer, Call, Reply};

/// The most people in one request (API description).
const MOST: usize = 100;

/// Answers nothing. Who is a member already stays as he is.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let path = queue_path(call);
    queue(draft, &path)?;
    let entries = call.body.as_array().map(Vec::as_slice).unwrap_or_default();
    if entries.len() > MOST {
        return Err(Refusal::bad("bad.request", format!("at most {MOST} members fit in one request; it has {}", entries.len())).into());
    }
    let removes = call.query.flag("delete", false);
    for entry in entries {
        let given = entry.get("id").and_then(Value::as_str).unwrap_or_default();
        let user = Id::<User>::parse(given).ok_or_else(|| Refusal::bad("invalid.id", format!("`{given}` is not the id of a person")))?;
        let member = format!("{path}/members/{user}");
        if removes {
            draft.remove_resource(&member);
        } else if draft.live_user(user).is_none() {
            return Err(Refusal::new(404, "resource.not.found", format!("user `{user}` was not found")).into());
        } else if draft.resources().get(&member).is_none() {
            let kept = [("id", json!(user)), ("joined", json!(true)), ("ringNumber", json!(1)), ("memberBy", json!("user"))];
            draft.put_resource(&member, kept.map(|(name, value)| (name.to_owned(), value)).into_iter().collect::<Map<_, _>>());
        }
    }
    let name = draft.resources().get(&path).and_then(|queue| queue.name()).unwrap_or_default().to_owned();
    draft.log("Routing", if removes { "RemoveMembers" } else { "AddMembers" }, ("Queue", &call.param("queueId"), &name), Vec::new());
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
