//! Case plans. The newest version stands at the plan's own path with its stages below it; versions that were published
//! before it stand below `versions`, as they were.

pub mod create;
pub mod dataschemas;
pub mod intakesettings;
pub mod publish;
pub mod stageplans;
pub mod versions;

use std::sync::Arc;

use postern_org::{Draft, Organization, Resource};
use serde_json::{Map, Value, json};

use crate::{call::Call, fault::Fault};

/// The plan of the request.
fn found(call: &Call<'_>, organization: &Organization) -> Result<Arc<Resource>, Fault> {
    let path = format!("/casemanagement/caseplans/{}", call.param("caseplanId"));
    organization.resources().get(&path).map(Arc::clone).ok_or_else(Fault::not_found)
}

/// The plan of the request, as a draft that may still be changed in every way: until it is published for the first time
/// (the Terraform provider says what is fixed then).
fn unpublished(call: &Call<'_>, organization: &Organization) -> Result<Arc<Resource>, Fault> {
    let plan = found(call, organization)?;
    if number(&plan.entity, "published") > 0 {
        return Err(Fault::bad_request("the plan was published: its schema, intake settings, prefix, intent and division are fixed"));
    }
    Ok(plan)
}

/// The version that the request names, by its number or as `latest`.
fn version(call: &Call<'_>, organization: &Organization) -> Result<Arc<Resource>, Fault> {
    let plan = found(call, organization)?;
    let name = call.param("versionId");
    if name == "latest" || name == number(&plan.entity, "latest").to_string() {
        return Ok(plan);
    }
    organization.resources().get(&format!("{}/versions/{name}", plan.path)).map(Arc::clone).ok_or_else(Fault::not_found)
}

fn number(plan: &Map<String, Value>, name: &str) -> u64 {
    plan.get(name).and_then(Value::as_u64).unwrap_or_default()
}

/// A plan as its stages name it.
fn reference(plan: &Resource) -> Value {
    json!({ "id": plan.entity.get("id"), "name": plan.name(), "version": number(&plan.entity, "latest"), "selfUri": format!("/api/v2{}", plan.path) })
}

/// Keeps the changed plan.
fn keep(call: &Call<'_>, draft: &mut Draft<'_>, path: &str, mut plan: Map<String, Value>, action: &str) -> Arc<Resource> {
    plan.insert("dateModified".to_owned(), json!(call.now));
    let plan = draft.put_resource(path, plan);
    draft.log("CaseManagement", action, ("Caseplan", plan.id(), plan.name().unwrap_or_default()), Vec::new());
    plan
}

/// Changes a stage or a step of the newest version: the fields that the request gives.
fn amend(call: &Call<'_>, draft: &mut Draft<'_>, path: &str) -> Result<Arc<Resource>, Fault> {
    let mut entity = draft.resources().get(path).map(|part| part.entity.clone()).ok_or_else(Fault::not_found)?;
    for (name, value) in call.body.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            (_, Value::Null) => drop(entity.remove(name)),
            ("workitemSettings", value) => {
                drop(entity.insert(name.clone(), json!({ "worktype": { "id": value.get("worktypeId") } })));
            }
            _ => drop(entity.insert(name.clone(), value.clone())),
        }
    }
    entity.insert("dateModified".to_owned(), json!(call.now));
    Ok(draft.put_resource(path, entity))
}
