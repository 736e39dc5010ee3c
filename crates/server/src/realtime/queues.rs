//! Who works which queue, seen from the person. Memberships of a person itself are stored under
//! `/routing/queues/{queueId}/members/{userId}`; people of a group that works a queue are its members too.

use std::sync::Arc;

use postern_model::{Division, Group, Id, Reach, User};
use postern_org::{Draft, Organization, Resource};
use serde_json::{Value, json};

/// Where queues are.
pub(crate) const QUEUES: &str = "/routing/queues";

/// Who is made a member has joined, unless it says otherwise.
fn joined(stored: &Resource) -> bool {
    stored.entity.get("joined").and_then(Value::as_bool).unwrap_or(true)
}

/// The queues that a person is a member of, by name, with whether the person has joined.
pub(crate) fn of_user(organization: &Organization, user: Id<User>) -> Vec<(Arc<Resource>, bool)> {
    let own = |queue: &Resource| organization.resources().get(&path(queue.id(), user)).map(|stored| joined(stored));
    let member = |queue: &Resource| own(queue).or_else(|| by_group(organization, queue, user).then_some(true));
    let queues = organization.resources().list(QUEUES);
    queues.filter_map(|queue| Some((Arc::clone(queue), member(queue)?))).collect()
}

/// Whether the person is in a group that works the queue.
fn by_group(organization: &Organization, queue: &Resource, user: Id<User>) -> bool {
    let groups = queue.entity.get("memberGroups").and_then(Value::as_array).into_iter().flatten();
    let mut ids = groups.filter_map(|group| Id::<Group>::parse(group.get("id")?.as_str()?));
    ids.any(|id| organization.user(user).is_some_and(|user| user.groups.contains(&id)))
}

/// The division of a queue.
pub(crate) fn division(organization: &Organization, queue: &str) -> Option<Id<Division>> {
    match organization.resources().division_at(&format!("{QUEUES}/{queue}"))? {
        Reach::Division(division) => Some(division),
        // No queue is in every division.
        Reach::All => None,
    }
}

/// Joins or leaves a queue; `false` where the person is no member.
pub(crate) fn join(draft: &mut Draft<'_>, queue: &str, user: Id<User>, joins: bool) -> bool {
    let path = path(queue, user);
    let Some(mut entity) = draft.resources().get(&path).map(|stored| stored.entity.clone()) else { return false };
    entity.insert("joined".to_owned(), joins.into());
    draft.put_resource(&path, entity);
    true
}

/// What is announced of a member (seen in official clients: `QueueUserEventTopicQueueMember`).
pub(crate) fn event(organization: &Organization, queue: &str, user: &str) -> Value {
    let stored = organization.resources().get(&format!("{QUEUES}/{queue}/members/{user}"));
    json!({ "id": user, "user": { "id": user }, "queueId": queue, "joined": stored.is_some_and(|stored| joined(stored)) })
}

/// The queue and the member that a path under [`QUEUES`] leads to.
pub(crate) fn member_at(path: &str) -> Option<(&str, &str)> {
    let (queue, user) = path.strip_prefix(QUEUES)?.strip_prefix('/')?.split_once("/members/")?;
    (!queue.contains('/') && !user.contains('/')).then_some((queue, user))
}

fn path(queue: &str, user: Id<User>) -> String {
    format!("{QUEUES}/{queue}/members/{user}")
}
