//! `PUT /api/v2/users/{userId}/station/defaultstation/{stationId}`: the person's station from now on.

use axum::http::StatusCode;
use postern_model::User;
use postern_org::Draft;
use serde_json::json;

use crate::{
    api::stations,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 202. A person has one default station, a station one default person.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let user = call.id::<User>("userId")?;
    draft.live_user(user).ok_or_else(Fault::not_found)?;
    let station = stations::named(draft, &call.param("stationId"))?;
    let user = json!(user);
    let before: Vec<_> =
        draft.resources().list("/stations").filter(|other| other.entity.get("defaultUser") == Some(&user)).cloned().collect();
    for other in before {
        let mut entity = other.entity.clone();
        entity.remove("defaultUser");
        draft.put_resource(&other.path, entity);
    }
    let mut entity = stations::named(draft, station.id())?.entity.clone();
    entity.insert("defaultUser".to_owned(), user);
    draft.put_resource(&station.path, entity);
    Ok(Reply::empty(StatusCode::ACCEPTED))
}
