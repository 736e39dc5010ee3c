//! The schema of a plan's cases. There is one, under the key `default`.

pub mod create;
pub mod delete;
pub mod put;

use postern_org::Draft;
use serde_json::json;

use super::{keep, unpublished};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Binds the schema that the body names.
fn bind(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let plan = unpublished(call, draft)?;
    let id = call.body.get("id").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let schema = format!("/taskmanagement/workitems/schemas/{id}");
    if draft.resources().get(&schema).is_none() {
        return Err(Fault::bad_request(format!("the schema `{id}` does not exist")));
    }
    let shown = json!({ "id": id, "selfUri": format!("/api/v2{schema}") });
    let mut entity = plan.entity.clone();
    entity.insert("dataSchemas".to_owned(), json!([shown]));
    keep(call, draft, &plan.path, entity, "Update");
    Reply::json(&shown)
}

/// Refuses every key but the one that there is.
fn check_key(call: &Call<'_>) -> Result<(), Fault> {
    if call.param("schemaKeyName") == "default" { Ok(()) } else { Err(Fault::not_found()) }
}
