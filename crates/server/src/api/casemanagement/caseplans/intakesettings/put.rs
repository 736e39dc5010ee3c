//! `PUT /api/v2/casemanagement/caseplans/{caseplanId}/intakesettings`: what is asked for when a case comes in.

use postern_org::Draft;
use serde_json::{Value, json};

use crate::{
    api::casemanagement::caseplans::{keep, unpublished},
    call::{Answer, Call, Reply},
};

/// Answers `IntakeSettingsListing`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let plan = unpublished(call, draft)?;
    let settings = call.body.get("intakeSettings").filter(|settings| settings.is_array()).cloned().unwrap_or(Value::Array(Vec::new()));
    let mut entity = plan.entity.clone();
    entity.insert("intakeSettings".to_owned(), settings.clone());
    keep(call, draft, &plan.path, entity, "Update");
    Reply::json(&json!({ "entities": settings }))
}
