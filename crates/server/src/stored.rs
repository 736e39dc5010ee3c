//! What handlers need of the entities that the engine keeps (`postern-resources`): to find them, to show them, to change them.

use std::sync::Arc;

use postern_org::{Draft, Organization, Resource};
use serde_json::{Map, Value, json};

use crate::{call::Call, fault::Fault, generic, visible::Visible};

/// What is stored at `path`, or 404.
pub(crate) fn at<'o>(organization: &'o Organization, path: &str) -> Result<&'o Arc<Resource>, Fault> {
    organization.resources().get(path).ok_or_else(Fault::not_found)
}

/// The item of a collection that a query or a body names, or 404. An id with a slash would reach into another collection, so it
/// names nothing.
pub(crate) fn item<'o>(organization: &'o Organization, collection: &str, id: &str) -> Result<&'o Arc<Resource>, Fault> {
    if id.contains('/') { Err(Fault::not_found()) } else { at(organization, &format!("{collection}/{id}")) }
}

/// An entity as this model of the API shows it.
pub(crate) fn shown(call: &Call<'_>, organization: &Organization, model: &str, resource: &Resource) -> Value {
    generic::as_model(call, organization, call.catalog().model(model), resource)
}

/// The items of a collection that the caller may see by their divisions, in order of name.
pub(crate) fn visible<'c>(call: &'c Call<'_>, collection: &str) -> Vec<&'c Arc<Resource>> {
    let visible = Visible::of(call);
    call.organization.resources().list(collection).filter(|item| visible.shows_stored(item)).collect()
}

/// Changes some fields of what is stored at `path`, or 404.
pub(crate) fn amend(draft: &mut Draft<'_>, path: &str, fields: Value) -> Result<Arc<Resource>, Fault> {
    let mut entity = at(draft, path)?.entity.clone();
    entity.extend(fields.as_object().cloned().unwrap_or_default());
    Ok(draft.put_resource(path, entity))
}

/// Whoever makes the request, as a reference: the person, or the client where a machine acts for itself (inferred).
pub(crate) fn caller(call: &Call<'_>) -> Value {
    json!({ "id": call.token.user.map_or_else(|| call.token.client.to_string(), |user| user.to_string()) })
}

/// The members of a JSON object.
pub(crate) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
