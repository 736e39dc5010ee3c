//! `GET /api/v2/users/{userId}/station`: where a person sits.

use postern_model::User;
use postern_org::Resource;
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers `UserStations`: only the stations that there are.
pub fn handle(call: &Call<'_>) -> Answer {
    let user = call.id::<User>("userId")?;
    call.organization.live_user(user).ok_or_else(Fault::not_found)?;
    let user = json!(user);
    let find = |field: &str| call.organization.resources().list("/stations").find(|station| station.entity.get(field) == Some(&user));
    let (associated, default) = (find("userId"), find("defaultUser"));
    let mut stations = Map::new();
    let named = [("associatedStation", associated), ("effectiveStation", associated.or(default)), ("defaultStation", default)];
    for (name, station) in named {
        if let Some(station) = station {
            stations.insert(name.to_owned(), shown(station));
        }
    }
    Reply::json(&stations)
}

/// API description: `UserStation`.
fn shown(station: &Resource) -> Value {
    let mut shown = Map::new();
    for name in ["id", "name", "type", "associatedDate"] {
        if let Some(value) = station.entity.get(name) {
            shown.insert(name.to_owned(), value.clone());
        }
    }
    for (name, person) in [("associatedUser", "userId"), ("defaultUser", "defaultUser")] {
        if let Some(id) = station.entity.get(person) {
            shown.insert(name.to_owned(), json!({ "id": id }));
        }
    }
    Value::Object(shown)
}
