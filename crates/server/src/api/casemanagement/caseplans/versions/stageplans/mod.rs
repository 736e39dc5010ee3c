//! The stages of a version.

pub mod get;
pub mod list;
pub mod stepplans;

use std::sync::Arc;

use postern_catalog::Model;
use postern_org::Resource;
use serde_json::{Map, Value};

use super::version;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
    paging::Cursor,
};

/// Answers a page of what is in a collection of the version, by cursor.
fn list(call: &Call<'_>, collection: &str, model: &str) -> Answer {
    let path = format!("{}/{collection}", version(call, &call.organization)?.path);
    let model: Option<&Model> = call.catalog().model(model);
    let mut found: Vec<&Arc<Resource>> = call.organization.resources().list(&path).collect();
    found.sort_by(|left, right| left.id().cmp(right.id()));
    let view = |item: &&Arc<Resource>| -> Value { generic::as_model(call, &call.organization, model, item) };
    let listing: Map<String, Value> = Cursor::of(call)?.listing(call, &found, |item| item.id().to_owned(), view);
    Reply::json(&listing)
}

/// Answers one item of the version.
fn get(call: &Call<'_>, item: &str) -> Answer {
    let path = format!("{}/{item}", version(call, &call.organization)?.path);
    let item = call.organization.resources().get(&path).ok_or_else(Fault::not_found)?;
    Reply::json(&generic::shown(call, &call.organization, item))
}
