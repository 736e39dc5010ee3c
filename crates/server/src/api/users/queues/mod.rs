//! `/api/v2/users/{userId}/queues`: the queues that a person is a member of.

pub mod list;
pub mod patch;

use std::sync::Arc;

use postern_model::{Division, Id, User};
use postern_org::{Organization, Resource};
use serde_json::{Map, Value, json};

use crate::{call::Call, realtime::queues};

/// The queues of a person, those joined or left only if that is asked for, in the divisions that `divisionId` names.
pub(crate) fn matching(call: &Call<'_>, organization: &Organization, user: Id<User>, joined: Option<bool>) -> Vec<(Arc<Resource>, bool)> {
    let divisions = call.query.list("divisionId");
    let mut found = queues::of_user(organization, user);
    found.retain(|(queue, has)| {
        joined.is_none_or(|joined| joined == *has) && (divisions.is_empty() || divisions.contains(&division(queue)))
    });
    found
}

fn division(queue: &Resource) -> &str {
    queue.entity.get("division").and_then(|division| division.get("id")?.as_str()).unwrap_or_default()
}

/// A queue as its member sees it (API description: `UserQueue`).
pub(crate) fn view(call: &Call<'_>, organization: &Organization, queue: &Resource, joined: bool) -> Value {
    let model = call.catalog().model("UserQueue");
    let known = |name: &str| model.is_some_and(|model| model.field(name).is_some());
    let mut view: Map<String, Value> =
        queue.entity.iter().filter(|(name, _)| known(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
    if let Some(division) = Id::parse(division(queue)).and_then(|id: Id<Division>| organization.division(id)) {
        let uri = format!("/api/v2/authorization/divisions/{}", division.id);
        view.insert("division".to_owned(), json!({ "id": division.id, "name": division.name, "selfUri": uri }));
    }
    view.insert("joined".to_owned(), joined.into());
    view.insert("selfUri".to_owned(), format!("/api/v2{}", queue.path).into());
    Value::Object(view)
}
