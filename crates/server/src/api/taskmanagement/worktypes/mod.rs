//! `/api/v2/taskmanagement/worktypes`: what work items are made after.

pub mod create;
pub mod patch;
pub mod query;

use postern_org::Organization;
use serde_json::{Map, Value, json};

use crate::{fault::Fault, stored};

/// Turns `schemaId` and `schemaVersion` of a request into the reference that a worktype has: to the version that is given,
/// else to the schema's latest.
fn refer_to_schema(organization: &Organization, body: &mut Map<String, Value>) -> Result<(), Fault> {
    let version = body.remove("schemaVersion").filter(|version| !version.is_null());
    let Some(id) = body.remove("schemaId") else { return Ok(()) };
    let Some(id) = id.as_str().filter(|id| !id.is_empty()) else {
        body.insert("schema".to_owned(), Value::Null);
        return Ok(());
    };
    let schema = stored::at(organization, &format!("/taskmanagement/workitems/schemas/{id}"))?;
    let version = version.or_else(|| schema.entity.get("version").cloned()).unwrap_or_else(|| json!(1));
    body.insert("schema".to_owned(), json!({ "id": id, "name": schema.name(), "version": version }));
    Ok(())
}
