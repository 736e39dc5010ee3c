//! `POST /api/v2/casemanagement/caseplans/{caseplanId}/versions`: a new draft, after the one before was published.

use std::sync::Arc;

use axum::http::StatusCode;
use postern_org::{Draft, Resource};
use serde_json::json;

use crate::{
    api::casemanagement::caseplans::{found, keep, number},
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// Answers 202 and the plan, whose newest version is the draft. While there is a draft there is no other.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let plan = found(call, draft)?;
    let latest = number(&plan.entity, "latest");
    if number(&plan.entity, "published") != latest {
        return Err(Fault::bad_request("the plan has a draft already; publish it first"));
    }
    set_aside(draft, &plan, latest);
    let mut entity = plan.entity.clone();
    entity.insert("latest".to_owned(), json!(latest + 1));
    entity.insert("versionState".to_owned(), json!("Draft"));
    let plan = keep(call, draft, &plan.path, entity, "Create");
    Reply::with(StatusCode::ACCEPTED, &generic::shown(call, draft, &plan))
}

/// Keeps the published version as it is, with its stages.
fn set_aside(draft: &mut Draft<'_>, plan: &Resource, number: u64) {
    let aside = format!("{}/versions/{number}", plan.path);
    let stages: Vec<Arc<Resource>> = draft.resources().below(&format!("{}/stageplans", plan.path)).cloned().collect();
    draft.put_resource(&aside, plan.entity.clone());
    for part in stages {
        let below = part.path.get(plan.path.len()..).unwrap_or_default();
        draft.put_resource(&format!("{aside}{below}"), part.entity.clone());
    }
}
