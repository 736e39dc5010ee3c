//! `GET /api/v2/systempresences`: the presences of the service, with the ids of its own definitions of them (inferred).

use serde_json::{Value, json};

use crate::{
    call::{Answer, Call, Reply},
    realtime::presence::{definitions, spaced, system},
};

/// Answers an array of `SystemPresence`.
pub fn handle(call: &Call<'_>) -> Answer {
    let all = definitions(&call.organization);
    let shipped = all.iter().filter(|definition| definition.entity.get("type").and_then(Value::as_str) == Some("System"));
    let view = |definition: &postern_org::Resource| json!({ "id": definition.id(), "name": spaced(system(definition)) });
    Reply::json(&shipped.map(|definition| view(definition)).collect::<Vec<_>>())
}
