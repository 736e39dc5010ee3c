//! `PUT /api/v2/users/{userId}/station/associatedstation/{stationId}`: the person sits down at the station.

use axum::http::StatusCode;
use postern_model::User;
use postern_org::Draft;
use serde_json::json;

use crate::{
    api::stations,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 202. At the station they left, nobody sits; one that is taken is not given away.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let user = call.id::<User>("userId")?;
    draft.live_user(user).ok_or_else(Fault::not_found)?;
    let station = stations::named(draft, &call.param("stationId"))?;
    let user = json!(user);
    if station.entity.get("userId").is_some_and(|other| *other != user) {
        return Err(Fault::new(409, "request.conflict", "somebody else sits at the station"));
    }
    let sat = draft.resources().list("/stations").find(|other| other.entity.get("userId") == Some(&user)).map(std::sync::Arc::clone);
    if let Some(left) = sat.filter(|left| left.path != station.path) {
        let mut entity = left.entity.clone();
        entity.remove("userId");
        entity.insert("status".to_owned(), json!("AVAILABLE"));
        draft.put_resource(&left.path, entity);
    }
    let mut entity = station.entity.clone();
    entity.insert("userId".to_owned(), user);
    entity.insert("status".to_owned(), json!("ASSOCIATED"));
    entity.insert("associatedDate".to_owned(), json!(call.now));
    draft.put_resource(&station.path, entity);
    Ok(Reply::empty(StatusCode::ACCEPTED))
}
