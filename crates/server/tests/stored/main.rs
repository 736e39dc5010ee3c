//! What is stored without rules of its own, over HTTP: whose it is, what may be done to it, what is seen of it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod divisions;
mod files;
mod ids;
mod lists;

use harness::{Caller, Local};
use postern_catalog::{Catalog, Route};
use postern_model::{Division, Id, Reach};
use serde_json::{Value, json};

/// The id of what [`keep`] keeps.
const ID: &str = "5702ed00-0000-4000-8000-000000000001";

/// Puts a thing at a path.
async fn keep(local: &Local, path: &str, entity: Value) {
    let entity = entity.as_object().unwrap().clone();
    local.change(|draft| drop(draft.put_resource(path, entity.clone()))).await;
}

/// What is stored at a path.
fn kept(local: &Local, path: &str) -> Option<Value> {
    local.running.organization().resources().get(path).map(|item| Value::Object(item.entity.clone()))
}

/// Two divisions, and who holds these permissions in the one and in the other.
async fn sides(local: &Local, permissions: &[&str]) -> [(Id<Division>, Caller); 2] {
    let (north, south) = (local.division("North").await, local.division("South").await);
    let northern = local.caller(permissions, Reach::Division(north)).await;
    let southern = local.caller(permissions, Reach::Division(south)).await;
    [(north, northern), (south, southern)]
}

/// A thing with an id and a name in a division.
fn thing(division: impl std::fmt::Display) -> Value {
    json!({ "id": ID, "name": "Thing", "division": { "id": division.to_string() } })
}

/// Every permission that a request's operation lists.
fn permissions(method: &str, path: &str) -> Vec<&'static str> {
    let catalog = Catalog::builtin();
    let path = path.split('?').next().unwrap();
    let Route::Found { operation, .. } = catalog.route(method, path) else { panic!("{method} {path} is no operation") };
    catalog.operation(operation).permissions.iter().map(|id| catalog.permission(*id).name).collect()
}
