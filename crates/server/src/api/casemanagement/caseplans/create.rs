//! `POST /api/v2/casemanagement/caseplans`: a new plan, as a draft with its stages.

use std::sync::Arc;

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::{Value, json};

use super::reference;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// How many stages a plan has, each with one step (Terraform provider: exactly three, made with the plan).
const STAGES: usize = 3;

/// Answers `CaseplanCreateResponse`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let done = generic::written(call, draft, &call.body)?;
    let body = done.body.unwrap_or_default();
    let path = format!("/casemanagement/caseplans/{}", body.get("id").and_then(Value::as_str).unwrap_or_default());
    let plan = draft.resources().get(&path).map(Arc::clone).ok_or_else(Fault::not_found)?;
    for number in 1..=STAGES {
        let (stage, step) = (draft.fresh_id::<()>(), draft.fresh_id::<()>());
        let at = format!("{path}/stageplans/{stage}");
        let named = |id: String, name: &str| json!({ "id": id, "name": name, "caseplan": reference(&plan), "dateCreated": call.now, "dateModified": call.now });
        let stage_name = format!("Stage {number}");
        let mut step_plan = named(step.to_string(), "Step 1");
        step_plan["stageplan"] = json!({ "id": stage, "name": stage_name, "selfUri": format!("/api/v2{at}") });
        step_plan["activityType"] = json!("None");
        for (path, value) in [(at.clone(), named(stage.to_string(), &stage_name)), (format!("{at}/stepplans/{step}"), step_plan)] {
            if let Value::Object(entity) = value {
                draft.put_resource(&path, entity);
            }
        }
    }
    Reply::with(StatusCode::from_u16(done.status).map_err(Fault::internal)?, &body)
}
