//! `GET /api/v2/telephony/providers/edges/dids`: the numbers of every pool, with who has them.

use serde_json::{Value, json};

use super::pool;
use crate::{
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `DIDEntityListing`. An owner is the IVR configuration that is reached under the number.
pub fn handle(call: &Call<'_>) -> Answer {
    let resources = call.organization.resources();
    let (wanted, pool_id) = (call.query.get("phoneNumber"), call.query.get("didPool.id"));
    let (ids, owner_id) = (call.query.list("id"), call.query.get("owner.id"));
    let pools = resources.list("/telephony/providers/edges/didpools").filter(|pool| pool_id.is_none_or(|id| id == pool.id()));
    let numbers = pools.flat_map(|pool| pool::numbers(pool).map(move |number| (pool, number)));
    // A `+` that a client did not encode arrives as a blank.
    let meant = |number: &str| wanted.is_none_or(|wanted| number.ends_with(wanted.trim_start_matches([' ', '+'])));
    let mut found: Vec<Value> = Vec::new();
    for (pool, number) in numbers.filter(|(_, number)| meant(number)) {
        let mut did = pool::did(pool, &number);
        if let Some(owner) = owner(call, &number) {
            did["owner"] = owner;
            did["ownerType"] = json!("IVR_CONFIG");
        }
        let listed = |id: &Value| ids.is_empty() || id.as_str().is_some_and(|id| ids.contains(&id));
        if listed(&did["id"]) && owner_id.is_none_or(|id| did["owner"]["id"] == id) {
            found.push(did);
        }
    }
    page_of(call, found, |did| did)
}

fn owner(call: &Call<'_>, number: &str) -> Option<Value> {
    let has = |dnis: &Value| dnis.as_array().into_iter().flatten().any(|dialled| dialled == number);
    let mut ivrs = call.organization.resources().list("/architect/ivrs");
    let ivr = ivrs.find(|ivr| ivr.entity.get("dnis").is_some_and(has))?;
    Some(json!({ "id": ivr.id(), "name": ivr.name(), "selfUri": format!("/api/v2{}", ivr.path) }))
}
