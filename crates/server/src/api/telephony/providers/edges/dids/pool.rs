//! The numbers of a pool.

use postern_org::Resource;
use serde_json::{Value, json};
use uuid::Uuid;

/// The most numbers of one pool that a listing walks through.
const MOST: u64 = 10_000;

/// The numbers from the first to the last of a pool, in order.
pub(super) fn numbers(pool: &Resource) -> impl Iterator<Item = String> + use<> {
    let end =
        |name: &str| pool.entity.get(name).and_then(Value::as_str).and_then(|number| number.trim_start_matches('+').parse::<u64>().ok());
    let (first, last) = (end("startPhoneNumber").unwrap_or(1), end("endPhoneNumber").unwrap_or(0));
    (first..=last.min(first.saturating_add(MOST - 1))).map(|number| format!("+{number}"))
}

/// A number of a pool as `DID`. Its id comes from the pool's and the number, so that it stays the same.
pub(super) fn did(pool: &Resource, number: &str) -> Value {
    let hash = blake3::hash(format!("{}\n{number}", pool.path).as_bytes());
    let id = hash.as_bytes().first_chunk::<16>().map(|bytes| uuid::Builder::from_random_bytes(*bytes).into_uuid()).unwrap_or(Uuid::nil());
    json!({
        "id": id, "name": number, "phoneNumber": number, "state": "active", "didPool": { "id": pool.id(), "name": pool.name() },
        "selfUri": format!("/api/v2/telephony/providers/edges/dids/{id}"),
    })
}
