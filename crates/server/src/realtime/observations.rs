//! What is seen in a queue at a moment. There are no conversations here, so nothing waits and nobody interacts: those
//! metrics are 0. Of people, those count who have joined the queue, save for `oMemberUsers` (inferred).

use std::collections::BTreeMap;

use postern_org::Organization;
use serde_json::{Value, json};

use super::{presence, queues::QUEUES, routing};
use crate::api::routing::queues::members::members;

/// The media types that conversations have.
pub(crate) const MEDIA: [&str; 5] = ["voice", "callback", "chat", "email", "message"];
/// The metrics that are about conversations.
pub(crate) const OF_CONVERSATIONS: [&str; 3] = ["oAlerting", "oInteracting", "oWaiting"];

/// What is counted of a queue's people: metric, qualifier (empty: none), number.
type Counts = BTreeMap<(&'static str, String), u64>;

/// The people of a queue, counted.
pub(crate) fn people(organization: &Organization, queue: &str) -> Vec<Value> {
    counts(organization, queue).into_iter().map(|((metric, qualifier), count)| datum(metric, &qualifier, count)).collect()
}

fn counts(organization: &Organization, queue: &str) -> Counts {
    let mut counts = Counts::from([(("oActiveUsers", String::new()), 0), (("oMemberUsers", String::new()), 0)]);
    let mut count = |metric: &'static str, qualifier: String| *counts.entry((metric, qualifier)).or_default() += 1;
    let queue = organization.resources().get(&format!("{QUEUES}/{queue}"));
    for member in queue.into_iter().flat_map(|queue| members(organization, queue)) {
        count("oMemberUsers", String::new());
        if !member.joined() {
            continue;
        }
        let (presence, status) = (presence::of(organization, member.user.id), routing::status(organization, member.user.id));
        count("oActiveUsers", String::new());
        match presence.system.as_str() {
            presence::ON_QUEUE => count("oOnQueueUsers", status.to_owned()),
            other => count("oOffQueueUsers", presence::shouted(other)),
        }
        count("oUserPresences", presence.definition);
        count("oUserRoutingStatuses", status.to_owned());
    }
    counts
}

/// The conversations of a queue: none.
pub(crate) fn conversations() -> impl Iterator<Item = Value> {
    OF_CONVERSATIONS.into_iter().map(|metric| datum(metric, "", 0))
}

fn datum(metric: &str, qualifier: &str, count: u64) -> Value {
    let mut datum = json!({ "metric": metric, "stats": { "count": count } });
    if !qualifier.is_empty() {
        datum["qualifier"] = json!(qualifier);
    }
    datum
}
