//! A person's routing status: stored under `/users/{userId}/routingstatus/` once it was set.

use postern_model::{Id, Timestamp, User};
use postern_org::{Draft, Organization, Refusal};
use serde_json::{Value, json};

use super::presence;

/// Of people who take nothing from queues.
pub(crate) const OFF_QUEUE: &str = "OFF_QUEUE";

/// The status of a person: off queue until it is set.
pub(crate) fn status(organization: &Organization, user: Id<User>) -> &str {
    let stored = organization.resources().get(&path(user));
    stored.and_then(|resource| resource.entity.get("status")?.as_str()).unwrap_or(OFF_QUEUE)
}

/// The status on the wire (API description: `RoutingStatus`).
pub(crate) fn view(organization: &Organization, user: Id<User>) -> Value {
    let mut view = json!({ "userId": user, "status": status(organization, user) });
    let began = organization.resources().get(&path(user)).and_then(|resource| resource.entity.get("startTime"));
    began.into_iter().for_each(|moment| view["startTime"] = moment.clone());
    view
}

/// What is announced of it (seen in official clients: `UserRoutingStatusUserRoutingStatus`).
pub(crate) fn event(organization: &Organization, user: Id<User>) -> Value {
    let mut status = view(organization, user);
    if let Some(members) = status.as_object_mut() {
        members.remove("userId");
    }
    json!({ "id": user, "routingStatus": status })
}

/// Sets the status by request: everything but off queue needs somebody who is on queue (inferred).
pub(crate) fn set(draft: &mut Draft<'_>, user: Id<User>, wanted: &str) -> Result<(), Refusal> {
    let on_queue = presence::of(draft, user).system == presence::ON_QUEUE;
    if wanted != OFF_QUEUE && !on_queue {
        let text = format!("the routing status cannot become {wanted}: the user's presence is not On Queue");
        return Err(Refusal::bad("general.bad.request", text));
    }
    let now = draft.now();
    put(draft, user, wanted, now);
    Ok(())
}

pub(super) fn put(draft: &mut Draft<'_>, user: Id<User>, status: &str, now: Timestamp) {
    draft.put_resource(&path(user), presence::members(json!({ "status": status, "startTime": now })));
}

fn path(user: Id<User>) -> String {
    format!("/users/{user}/routingstatus/")
}
