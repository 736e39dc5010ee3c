//! Settings that phones of one model share. Their lines are line settings, listed beside them.

pub mod create;
pub mod delete;
pub mod put;
pub mod template;

use postern_org::Draft;
use serde_json::Value;

/// Keeps the lines where line settings are found.
fn keep(draft: &mut Draft<'_>, lines: Vec<Value>) {
    for line in lines {
        if let (Some(id), Value::Object(line)) = (line.get("id").and_then(Value::as_str).map(str::to_owned), line) {
            draft.put_resource(&format!("/telephony/providers/edges/linebasesettings/{id}"), line);
        }
    }
}

/// Forgets the lines of the settings at `path`.
fn forget(draft: &mut Draft<'_>, path: &str) {
    let settings = draft.resources().get(path).map(|settings| settings.entity.clone()).unwrap_or_default();
    let lines = settings.get("lines").and_then(Value::as_array).into_iter().flatten();
    for id in lines.filter_map(|line| line.get("id")?.as_str()) {
        draft.remove_resource(&format!("/telephony/providers/edges/linebasesettings/{id}"));
    }
}
