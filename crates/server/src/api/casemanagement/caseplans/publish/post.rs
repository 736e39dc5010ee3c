//! `POST /api/v2/casemanagement/caseplans/{caseplanId}/publish`: the draft becomes what cases are made from.

use postern_org::Draft;
use serde_json::json;

use crate::{
    api::casemanagement::caseplans::{found, keep, number},
    call::{Answer, Call, Reply},
    generic,
};

/// Answers the plan. A plan without a draft stays as it is (inferred).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let plan = found(call, draft)?;
    let mut entity = plan.entity.clone();
    let latest = number(&entity, "latest");
    if number(&entity, "published") == latest {
        return Reply::json(&generic::shown(call, draft, &plan));
    }
    entity.insert("published".to_owned(), json!(latest));
    entity.insert("versionState".to_owned(), json!("Published"));
    entity.insert("datePublished".to_owned(), json!(call.now));
    let plan = keep(call, draft, &plan.path, entity, "Publish");
    Reply::json(&generic::shown(call, draft, &plan))
}
