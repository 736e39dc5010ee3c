//! From a published change to what the topics of a channel say of it.

use std::collections::BTreeSet;

use postern_model::{AuditEvent, Id};
use serde_json::{Value, json};

use super::Topic;
use crate::{
    platform::fresh_uuid,
    published::Published,
    realtime::{observations, presence, queues, routing},
};

/// The messages of a change for somebody who listens to `topics`: the topic, and its body.
pub(super) fn messages(published: &Published, topics: &BTreeSet<Topic>) -> Vec<(Topic, Value)> {
    let mut said: Vec<(Topic, Value)> = Vec::new();
    for path in published.change.keys.iter().filter(|(kind, _)| kind == "resource").map(|(_, path)| path.as_str()) {
        said.extend(of_resource(published, path).filter(|(topic, _)| topics.contains(topic)));
    }
    for topic in topics {
        match topic {
            Topic::Observations(queue) => said.extend(observed(published, queue).map(|body| (topic.clone(), body))),
            Topic::Audits { kind, id } => {
                let meant = |event: &&AuditEvent| {
                    (kind == "*" || *kind == event.entity_type.to_lowercase()) && (id == "*" || *id == event.entity_id)
                };
                said.extend(published.change.events.iter().filter(meant).map(|event| (topic.clone(), audit(published, event))));
            }
            _ => {}
        }
    }
    said
}

/// What the document at a path announces itself.
fn of_resource(published: &Published, path: &str) -> impl Iterator<Item = (Topic, Value)> {
    let user = |ending: &str| {
        let id = path.strip_prefix("/users/")?.strip_suffix(ending)?;
        Some((id.to_owned(), Id::parse(id)?))
    };
    let new = &published.new;
    let presence = user("/presences/purecloud").map(|(name, id)| (Topic::Presence(name), presence::event(&presence::of(new, id))));
    let routing = user("/routingstatus/").map(|(name, id)| (Topic::RoutingStatus(name), routing::event(new, id)));
    let member = queues::member_at(path).map(|(queue, user)| (Topic::QueueUsers(queue.to_owned()), queues::event(new, queue, user)));
    presence.into_iter().chain(routing).chain(member)
}

/// The people of a queue, where their numbers changed: every metric that is not what it was, in the form that the service
/// announces observations in (third-party captures).
fn observed(published: &Published, queue: &str) -> Option<Value> {
    let (old, new) = (observations::people(&published.old, queue), observations::people(&published.new, queue));
    let gone = old.iter().filter(|datum| !new.iter().any(|other| same(other, datum))).map(|datum| {
        let mut datum = (*datum).clone();
        datum["stats"]["count"] = json!(0);
        datum
    });
    let metrics: Vec<Value> = new.iter().filter(|datum| !old.contains(datum)).cloned().chain(gone).collect();
    let interval = format!("{0}/{0}", published.at);
    (!metrics.is_empty()).then(|| json!({ "group": { "queueId": queue }, "data": [{ "interval": interval, "metrics": metrics }] }))
}

/// Whether two numbers are of the same thing.
fn same(left: &Value, right: &Value) -> bool {
    left["metric"] == right["metric"] && left.get("qualifier") == right.get("qualifier")
}

/// The event as the topic has it (seen in official clients: `AuditTopicAuditLogMessage`).
fn audit(published: &Published, event: &AuditEvent) -> Value {
    let text =
        |values: &[Value]| values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect::<Vec<_>>();
    let mut said = json!({
        "id": fresh_uuid(),
        "remoteIp": event.remote_ip,
        "serviceName": event.service,
        "level": if event.user.is_some() || event.client.is_some() { "USER" } else { "SYSTEM" },
        "eventTime": published.at,
        "action": event.action,
        "entityType": event.entity_type,
        "entity": { "id": event.entity_id, "name": event.entity_name },
        "propertyChanges": event.changes.iter().map(|one| json!({
            "property": one.property, "oldValues": text(&one.old_values), "newValues": text(&one.new_values),
        })).collect::<Vec<_>>(),
        "context": {},
    });
    if let Some(id) = event.user {
        said["userId"] = json!(id);
        said["userHomeOrgId"] = json!(published.new.profile().id);
    }
    if let Some(id) = event.client {
        said["clientId"] = json!({ "id": id, "selfUri": format!("/api/v2/oauth/clients/{id}") });
    }
    said
}
