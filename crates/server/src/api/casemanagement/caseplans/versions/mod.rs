//! Versions of a plan.

pub mod create;
pub mod dataschemas;
pub mod get;
pub mod intakesettings;
pub mod stageplans;

use serde_json::{Value, json};

use super::version;
use crate::call::{Answer, Call, Reply};

/// Answers a list that a version has.
fn list(call: &Call<'_>, field: &str) -> Answer {
    let version = version(call, &call.organization)?;
    Reply::json(&json!({ "entities": version.entity.get(field).cloned().unwrap_or(Value::Array(Vec::new())) }))
}
