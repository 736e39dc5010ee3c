//! `PATCH /api/v2/organizations/features/{featureName}`: switches one feature. The switches are kept and shown; nothing here
//! reads them.

use postern_org::{Draft, change::settings};
use serde_json::{Map, Value};

use crate::call::{Answer, Call, Reply};

/// Answers `OrganizationFeatures`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let enabled = call.body.get("enabled").and_then(Value::as_bool).unwrap_or(false);
    settings::set_feature(draft, &call.param("featureName"), enabled)?;
    Reply::json(&draft.features().map(|(name, on)| (name.to_owned(), on.into())).collect::<Map<String, Value>>())
}
