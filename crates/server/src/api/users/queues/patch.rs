//! `PATCH /api/v2/users/{userId}/queues` and `…/{queueId}`: joins or leaves queues that a person is a member of.

use postern_model::User;
use postern_org::{Draft, Refusal};
use serde_json::Value;

use crate::{
    call::{Answer, Call, Reply},
    paging::page_of,
    realtime::queues,
};

/// Answers `UserQueueEntityListing`: every queue of the person.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let user = call.id::<User>("userId")?;
    for entry in call.body.as_array().into_iter().flatten() {
        let (Some(queue), Some(joined)) = (entry.get("id").and_then(Value::as_str), entry.get("joined").and_then(Value::as_bool)) else {
            return Err(Refusal::bad("general.bad.request", "each queue needs `id` and `joined`").into());
        };
        if !queues::join(draft, queue, user, joined) {
            return Err(Refusal::bad("general.bad.request", format!("the user is not a member of queue `{queue}`")).into());
        }
    }
    page_of(call, super::matching(call, draft, user, None), |(queue, joined)| super::view(call, draft, &queue, joined))
}

/// Answers `UserQueue`.
pub fn one(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (user, queue) = (call.id::<User>("userId")?, call.param("queueId"));
    let joined = call.body.get("joined").and_then(Value::as_bool);
    let joined = joined.ok_or_else(|| Refusal::bad("general.bad.request", "`joined` must not be null"))?;
    let stored = draft.resources().get(&format!("{}/{queue}", queues::QUEUES)).cloned();
    match stored.filter(|_| queues::join(draft, &queue, user, joined)) {
        Some(stored) => Reply::json(&super::view(call, draft, &stored, joined)),
        None => Err(Refusal::new(404, "resource.not.found", format!("the user is not a member of queue `{queue}`")).into()),
    }
}
