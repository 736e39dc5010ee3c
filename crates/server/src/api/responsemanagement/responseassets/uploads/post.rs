//! `POST /api/v2/responsemanagement/responseassets/uploads`: asks where to bring a file.

use postern_model::{Division, Id};
use postern_org::Draft;
use serde::Deserialize;
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    files, stored,
};

/// API description: `CreateResponseAssetRequest`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    name: String,
    division_id: Option<String>,
}

/// Answers `CreateResponseAssetResponse`: the asset's id, and where and with which headers its file is brought.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let Request { name, division_id } = call.read()?;
    let division = match division_id.filter(|id| !id.is_empty()) {
        Some(id) => {
            let known = Id::<Division>::parse(&id).filter(|id| draft.division(*id).is_some());
            known.ok_or_else(|| Fault::bad_request(format!("division `{id}` does not exist")))?
        }
        None => draft.home(),
    };
    let id = draft.fresh_id::<()>().to_string();
    let location = format!("{}/api/v2{}", call.platform.url, files::path(&id));
    let about =
        json!({ "id": id, "name": name, "division": { "id": division.to_string() }, "by": stored::caller(call), "location": location });
    draft.put_resource(&super::awaited(&id), stored::object(about));
    let url = call.presigned(&super::awaited(&id));
    Reply::json(&json!({ "id": id, "url": url, "headers": {} }))
}
