//! `DELETE /api/v2/identityproviders/{kind}`: takes its configuration away.

use postern_org::{Draft, change::providers};
use serde_json::json;

use super::kind;
use crate::call::{Answer, Call, Reply};

/// Answers 200 and `Empty`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    providers::remove(draft, kind(call)?.name)?;
    Reply::json(&json!({}))
}
