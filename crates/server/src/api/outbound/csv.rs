//! Exports of lists as CSV (RFC 4180), and where they are fetched from.

use postern_org::{Draft, Organization};
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    files, stored,
};

/// One line: every field in quotes where it needs them.
pub fn line<'f>(fields: impl IntoIterator<Item = &'f str>) -> String {
    let quoted = |field: &str| {
        if field.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
    };
    let fields: Vec<String> = fields.into_iter().map(quoted).collect();
    fields.join(",") + "\r\n"
}

/// Keeps `text` as the latest export of the list at `path`, and answers a reference to the list.
pub fn keep(call: &Call<'_>, draft: &mut Draft<'_>, path: &str, text: &str) -> Answer {
    let list = stored::at(draft, path)?.clone();
    let id = draft.fresh_id::<()>().to_string();
    files::keep(draft, path, &id, ("text/csv", text.as_bytes()));
    let export = json!({ "uri": format!("{}/api/v2{}", call.platform.url, files::path(&id)), "exportTimestamp": call.now });
    draft.put_resource(&format!("{path}/export/"), stored::object(export));
    Reply::json(&json!({ "id": list.id(), "name": list.name(), "selfUri": format!("/api/v2{path}") }))
}

/// The latest export of the list at `path` (API description: `ExportUri`).
pub fn latest(organization: &Organization, path: &str, missing: &'static str) -> Answer {
    if organization.resources().get(path).is_none() {
        return Err(Fault::new(404, missing, "there is no such list"));
    }
    match organization.resources().get(&format!("{path}/export/")) {
        Some(export) => Reply::json(&export.entity),
        None => Err(Fault::new(404, "no.available.list.export.uri", "the list was not exported yet")),
    }
}
