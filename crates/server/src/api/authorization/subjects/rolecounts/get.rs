//! `GET /api/v2/authorization/subjects/rolecounts`: how many different roles each of up to 100 subjects holds, inherited
//! ones too. Ids that name no subject are left out.

use std::collections::BTreeSet;

use postern_model::Id;
use serde_json::{Map, Value};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// The most ids (API description).
const MOST: usize = 100;

/// Answers a map from id to number.
pub fn handle(call: &Call<'_>) -> Answer {
    let ids = call.query.list("id");
    if ids.len() > MOST {
        return Err(Fault::new(
            400,
            "max.subject.ids",
            format!("at most {MOST} subject ids can be asked for at once; these are {}", ids.len()),
        ));
    }
    let subjects = ids.into_iter().filter_map(|id| call.organization.subject(Id::<()>::parse(id)?.uuid()));
    let count = |subject| call.organization.holdings(subject).map(|holding| holding.role.id).collect::<BTreeSet<_>>().len();
    let counts: Map<String, Value> = subjects.map(|subject| (subject.id.to_string(), Value::from(count(subject)))).collect();
    Reply::json(&counts)
}
