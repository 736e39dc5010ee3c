//! `DELETE /api/v2/casemanagement/caseplans/{caseplanId}/dataschemas/{schemaKeyName}`: takes the schema away.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::json;

use crate::{
    api::casemanagement::caseplans::{keep, unpublished},
    call::{Answer, Call, Reply},
};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::check_key(call)?;
    let plan = unpublished(call, draft)?;
    let mut entity = plan.entity.clone();
    entity.insert("dataSchemas".to_owned(), json!([]));
    keep(call, draft, &plan.path, entity, "Update");
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
