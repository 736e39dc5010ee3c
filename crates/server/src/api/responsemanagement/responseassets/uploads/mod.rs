//! `/api/v2/responsemanagement/responseassets/uploads`.

pub mod post;

use postern_model::Timestamp;
use postern_org::Draft;
use serde_json::json;

use crate::{fault::Fault, files::Upload, stored};

/// The file of an asset has arrived: from now on the asset is there.
pub(crate) fn arrived(draft: &mut Draft<'_>, now: Timestamp, upload: &Upload<'_>) -> Result<(), Fault> {
    let about = |name: &str| upload.about.get(name).cloned().unwrap_or_default();
    let asset = json!({
        "id": upload.id, "name": about("name"), "division": about("division"), "contentLength": upload.bytes.len(),
        "contentLocation": about("location"), "contentType": upload.media, "dateCreated": now, "createdBy": about("by"),
        "dateModified": now, "modifiedBy": about("by"), "responses": [],
    });
    draft.put_resource(&format!("/responsemanagement/responseassets/{}", upload.id), stored::object(asset));
    Ok(())
}
