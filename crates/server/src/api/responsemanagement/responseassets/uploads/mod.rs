//! `/api/v2/responsemanagement/responseassets/uploads`.

pub mod post;

use postern_org::{Draft, Refusal};
use serde_json::json;

use crate::{
    files::{self, Upload},
    stored,
};

/// What is noted of an asset from the request for its upload until its file arrives.
fn awaited(id: &str) -> String {
    format!("/responsemanagement/responseassets/uploads/{id}")
}

/// The file of an asset has arrived: from now on the asset is there, and its address takes nothing more.
pub(crate) fn receive(draft: &mut Draft<'_>, upload: &Upload<'_>) -> Result<(), Refusal> {
    let awaited = draft.resources().get(upload.path).cloned().ok_or_else(Refusal::not_found)?;
    let about = |name: &str| awaited.entity.get(name).cloned().unwrap_or_default();
    let (id, now) = (awaited.id(), draft.now());
    let asset = json!({
        "id": id, "name": about("name"), "division": about("division"), "contentLength": upload.body.len(),
        "contentLocation": about("location"), "contentType": upload.media, "dateCreated": now, "createdBy": about("by"),
        "dateModified": now, "modifiedBy": about("by"), "responses": [],
    });
    let path = format!("/responsemanagement/responseassets/{id}");
    draft.put_resource(&path, stored::object(asset));
    files::keep(draft, &path, id, (upload.media, upload.body));
    draft.remove_resource(upload.path);
    Ok(())
}
