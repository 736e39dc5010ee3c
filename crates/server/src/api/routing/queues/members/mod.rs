//! `/api/v2/routing/queues/{queueId}/members`: people who are in a queue themselves, kept below it, and those who come with a
//! group that is.

pub mod create;
pub mod list;

use std::sync::Arc;

use postern_model::{Id, User};
use postern_org::{Organization, Refusal, Resource};
use serde_json::{Value, json};

use crate::call::Call;

/// One person in a queue.
pub struct Member<'o> {
    /// Who it is.
    pub user: &'o User,
    /// What is kept of a membership of its own: `joined`, `ringNumber`; nothing of one that comes with a group.
    pub kept: Option<&'o Resource>,
}

impl Member<'_> {
    /// `user` or `group`: what makes the person a member.
    pub fn by(&self) -> &'static str {
        if self.kept.is_some() { "user" } else { "group" }
    }

    /// Whether the person takes part right now. Members of a group do from the start (inferred).
    pub fn joined(&self) -> bool {
        self.kept.and_then(|kept| kept.entity.get("joined")).and_then(Value::as_bool).unwrap_or(true)
    }
}

/// Where the queue that the path names is kept.
pub fn queue_path(call: &Call<'_>) -> String {
    format!("/routing/queues/{}", call.param("queueId"))
}

/// The queue at a path, or the 404 that its operations declare.
pub fn queue<'o>(organization: &'o Organization, path: &str) -> Result<&'o Arc<Resource>, Refusal> {
    let missing =
        || Refusal::new(404, "resource.not.found", format!("queue `{}` was not found", path.rsplit('/').next().unwrap_or_default()));
    organization.resources().get(path).ok_or_else(missing)
}

/// Who is in a queue: everybody once, people's own memberships before those that come with a group.
pub fn members<'o>(organization: &'o Organization, queue: &'o Resource) -> Vec<Member<'o>> {
    let collection = format!("{}/members", queue.path);
    let own = organization.resources().list(&collection);
    let of_own = |kept: &'o Arc<Resource>| Some(Member { user: organization.live_user(Id::parse(kept.id())?)?, kept: Some(kept) });
    let mut all: Vec<Member<'o>> = own.filter_map(of_own).collect();
    let groups = queue.entity.get("memberGroups").and_then(Value::as_array).into_iter().flatten();
    for id in groups.filter_map(|group| Id::parse(group.get("id")?.as_str()?)) {
        for user in organization.members(id) {
            if !all.iter().any(|member| member.user.id == user.id) {
                all.push(Member { user, kept: None });
            }
        }
    }
    all
}

/// The model's `QueueMember`.
pub fn view(member: &Member<'_>, user: Value) -> Value {
    let ring = member.kept.and_then(|kept| kept.entity.get("ringNumber")).and_then(Value::as_u64).unwrap_or(1);
    json!({
        "id": member.user.id,
        "name": member.user.name,
        "user": user,
        "ringNumber": ring,
        "joined": member.joined(),
        "memberBy": member.by(),
    })
}
