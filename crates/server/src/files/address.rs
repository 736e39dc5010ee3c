//! Presigned addresses: what may be sent where until when, under a keyed hash. Nothing is kept for them, and every node that
//! shares the store knows them.

use axum::http::Uri;
use blake3::Hash;
use postern_model::Timestamp;
use uuid::Uuid;

use super::PREFIX;

/// How long an address is good; the real ones' lifetime is not documented (inferred).
const SECONDS: i64 = 3600;

/// What an address is for.
pub(crate) struct Target {
    pub(crate) organization: Uuid,
    /// A path of the platform API without `/api/v2`.
    pub(crate) path: String,
}

/// The address that takes the file for `path`, on the server at `url`.
pub(crate) fn presign(pepper: &[u8; 32], url: &str, organization: Uuid, path: &str, now: Timestamp) -> String {
    let ends = now.0.saturating_add(SECONDS * 1000);
    let signature = sign(pepper, organization, path, ends).to_hex();
    format!("{url}{PREFIX}{organization}{path}?expires={ends}&signature={signature}")
}

/// What the address is for, if it is one of ours and still good. Signatures are compared in constant time.
pub(super) fn read(pepper: &[u8; 32], uri: &Uri, now: Timestamp) -> Option<Target> {
    let (organization, _) = uri.path().strip_prefix(PREFIX)?.split_once('/')?;
    let path = uri.path().get(PREFIX.len() + organization.len()..)?;
    let organization = Uuid::try_parse(organization).ok()?;
    let given = |name: &str| uri.query()?.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
    let ends: i64 = given("expires")?.1.parse().ok()?;
    let signature = Hash::from_hex(given("signature")?.1).ok()?;
    let good = signature == sign(pepper, organization, path, ends) && now.0 < ends;
    good.then(|| Target { organization, path: path.to_owned() })
}

fn sign(pepper: &[u8; 32], organization: Uuid, path: &str, ends: i64) -> Hash {
    let key = blake3::derive_key("postern 2026 upload addresses", pepper);
    blake3::keyed_hash(&key, format!("{organization}\n{path}\n{ends}").as_bytes())
}
