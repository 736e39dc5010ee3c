//! `DELETE /api/v2/stations/{stationId}/associateduser`: nobody sits at the station any more.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::json;

use crate::{
    api::stations::named,
    call::{Answer, Call, Reply},
};

/// Answers 200 without a body.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let station = named(draft, &call.param("stationId"))?;
    let mut entity = station.entity.clone();
    entity.remove("userId");
    entity.insert("status".to_owned(), json!("AVAILABLE"));
    draft.put_resource(&station.path, entity);
    Ok(Reply::empty(StatusCode::OK))
}
