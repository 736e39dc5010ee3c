//! `PATCH /api/v2/taskmanagement/worktypes/{worktypeId}`.

use postern_org::Draft;
use serde_json::Value;

use super::refer_to_schema;
use crate::{
    call::{Answer, Call, Reply},
    generic, stored,
};

/// Answers the changed `Worktype`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let mut body = stored::object(call.body.clone());
    refer_to_schema(draft, &mut body)?;
    let done = generic::written(call, draft, &Value::Object(body))?;
    Reply::json(&done.body)
}
