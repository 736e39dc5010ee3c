//! `POST /api/v2/analytics/queues/observations/query`: what is seen in queues. Queues in whose division the caller may not see
//! this are left out.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::filter::{self, Row};
use crate::{
    call::{Answer, Call, Reply},
    realtime::{
        observations::{self, MEDIA},
        presence,
        queues::QUEUES,
    },
    stored,
};

/// Answers `QueueObservationQueryResponse`: for each queue one row about its people and one a media type.
pub fn handle(call: &Call<'_>) -> Answer {
    let wanted = &call.body["filter"];
    filter::check(wanted)?;
    let queues = stored::visible(call, QUEUES).into_iter();
    let results: Vec<Value> = queues.flat_map(|queue| rows(call, queue.id(), wanted)).collect();
    Reply::json(&json!({ "systemToOrganizationMappings": mappings(call), "results": results }))
}

fn rows(call: &Call<'_>, queue: &str, wanted: &Value) -> Vec<Value> {
    let taken = |media: Option<&str>| filter::takes(wanted, Row { queue, media });
    let mut rows = Vec::new();
    if taken(None) {
        rows.extend(row(call, json!({ "queueId": queue }), observations::people(&call.organization, queue)));
    }
    for media in MEDIA.into_iter().filter(|media| taken(Some(media))) {
        rows.extend(row(call, json!({ "queueId": queue, "mediaType": media }), observations::conversations().collect()));
    }
    rows
}

/// A row with the metrics that are asked for, if it has any.
fn row(call: &Call<'_>, group: Value, mut data: Vec<Value>) -> Option<Value> {
    let metrics = call.body["metrics"].as_array();
    let asked = |datum: &Value| metrics.is_some_and(|metrics| metrics.contains(&datum["metric"]));
    data.retain(asked);
    (!data.is_empty()).then(|| json!({ "group": group, "data": data }))
}

/// The definitions of each system presence: what the qualifiers of `oUserPresences` are.
fn mappings(call: &Call<'_>) -> BTreeMap<String, Vec<String>> {
    let mut mappings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for definition in presence::definitions(&call.organization) {
        mappings.entry(presence::shouted(presence::system(&definition))).or_default().push(definition.id().to_owned());
    }
    mappings
}
