//! `/api/v2/notifications/channels/{channelId}/subscriptions`: the topics of a channel.

pub mod delete;
pub mod list;
pub mod post;
pub mod put;

use std::{collections::BTreeSet, sync::Arc};

use serde_json::{Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    notifications::{Topic, Verdict, may_hear},
};

/// The most topics of a channel (documented).
const MOST: usize = 1000;

/// A topic that was asked for: what is answered of it, and the topic if it may be heard.
type Asked = (Value, Option<Topic>);

/// Subscribes to what the body names, besides what the channel has (`keeps`) or in place of it. One topic that may not be
/// heard refuses the whole request, unless `ignoreErrors=true`: then it is answered as rejected.
fn subscribe(call: &Call<'_>, keeps: bool, missing: fn() -> Fault) -> Answer {
    let tolerant = call.query.flag("ignoreErrors", false);
    let asked: Vec<Asked> =
        call.body.as_array().into_iter().flatten().map(|entry| examine(call, entry, tolerant)).collect::<Result<_, _>>()?;
    let new: BTreeSet<Topic> = asked.iter().filter_map(|(_, topic)| topic.clone()).collect();
    let taken = call.platform.channels.with(&call.param("channelId"), &call.token, call.now, |channel| {
        let topics = if keeps { channel.topics.union(&new).cloned().collect() } else { new };
        if topics.len() > MOST {
            let text = format!("a channel has at most {MOST} topics; this would make {}", topics.len());
            return Err(Fault::new(400, "notification.subscription.too.many.subscriptions", text));
        }
        channel.topics = Arc::new(topics);
        channel.renew(call.token, call.address, call.now);
        Ok(Arc::clone(&channel.topics))
    });
    let topics = taken.ok_or_else(missing)??;
    let rejected = asked.into_iter().filter(|(_, topic)| topic.is_none()).map(|(view, _)| view);
    listing(topics.iter().map(|topic| view(&topic.name())).chain(rejected))
}

fn listing(entities: impl Iterator<Item = Value>) -> Answer {
    Reply::json(&json!({ "entities": entities.collect::<Vec<_>>() }))
}

/// A topic on the wire (API description: `ChannelTopic`).
fn view(name: &str) -> Value {
    json!({ "id": name, "state": "Permitted", "selfUri": format!("/api/v2/notifications/topics/{name}") })
}

/// Looks at one topic of the body.
fn examine(call: &Call<'_>, entry: &Value, tolerant: bool) -> Result<Asked, Fault> {
    let name = entry.get("id").and_then(Value::as_str).unwrap_or_default();
    let (fault, missing) = match Topic::parse(name) {
        None => (
            Fault::new(400, "notification.invalid.topic", format!("`{name}` is not a topic; see /api/v2/notifications/availabletopics")),
            vec![],
        ),
        Some(topic) => match may_hear(call.platform, &call.organization, (&call.token, call.address), &topic, call.now) {
            Verdict::Yes => return Ok((view(name), Some(topic))),
            verdict => refused(name, verdict),
        },
    };
    if !tolerant {
        return Err(fault);
    }
    let rejected = json!({ "id": name, "state": "Rejected", "rejectionReason": fault.message, "missingPermissions": missing });
    Ok((rejected, None))
}

fn refused(name: &str, verdict: Verdict) -> (Fault, Vec<&'static str>) {
    match verdict {
        Verdict::No { missing, divisioned } => {
            let (code, place) = match divisioned {
                true => ("notification.unauthorized.divisioned.topic", " in the division of what it is about"),
                false => ("notification.unauthorized.topic", ""),
            };
            let text = format!("the topic `{name}` needs one of these permissions{place}: {}", missing.join(", "));
            let params = vec![("permissions", format!("[{}]", missing.join(", ")))];
            (Fault { params, ..Fault::new(403, code, text) }, missing)
        }
        _ => (Fault::new(403, "notification.unauthorized.topic", format!("the topic `{name}` may not be heard with this token")), vec![]),
    }
}
