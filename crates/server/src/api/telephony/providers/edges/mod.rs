//! The service's own telephony.

pub mod dids;
pub mod phonebasesettings;
pub mod phones;

use axum::http::StatusCode;
use postern_org::Draft;
use postern_resources::Done;
use serde_json::{Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// Writes an entity with lines: each line is an entity too and gets an id and a state where it has none.
fn with_lines(call: &Call<'_>, draft: &mut Draft<'_>) -> Result<(Done, Vec<Value>), Fault> {
    let mut body = call.body.clone();
    let mut lines = Vec::new();
    for line in body.get_mut("lines").and_then(Value::as_array_mut).into_iter().flatten() {
        if line.get("id").and_then(Value::as_str).is_none_or(str::is_empty) {
            line["id"] = json!(draft.fresh_id::<()>());
        }
        line["state"] = json!("active");
        lines.push(line.clone());
    }
    Ok((generic::written(call, draft, &body)?, lines))
}

/// What a write answers.
fn answer(done: Done) -> Answer {
    let status = StatusCode::from_u16(done.status).map_err(Fault::internal)?;
    done.body.map_or_else(|| Ok(Reply::empty(status)), |body| Reply::with(status, &body))
}
