mod dids;
mod phonebasesettings;
mod phones;

use serde_json::{Value, json};

use crate::harness::Local;

pub const EDGES: &str = "/api/v2/telephony/providers/edges";

/// New settings for WebRTC phones.
pub async fn settings(local: &Local) -> Value {
    let line = json!({ "name": "line", "lineMetaBase": { "id": "inin_webrtc_softphone_line.json" } });
    let body = json!({ "name": "Soft", "phoneMetaBase": { "id": "inin_webrtc_softphone.json" }, "lines": [line] });
    let made = local.admin.post(&format!("{EDGES}/phonebasesettings"), body).await;
    assert_eq!(made.status, 200, "{made:?}");
    made.body
}

/// A new WebRTC phone for this person.
pub async fn phone(local: &Local, user: &str) -> Value {
    let settings = settings(local).await;
    let site = local.admin.get("/api/v2/organizations/me").await.body["defaultSiteId"].clone();
    let line = json!({ "name": "line", "lineBaseSettings": { "id": settings["lines"][0]["id"] } });
    let body = json!({
        "name": "Ada's phone", "site": { "id": site }, "phoneBaseSettings": { "id": settings["id"] }, "lines": [line],
        "phoneMetaBase": settings["phoneMetaBase"], "webRtcUser": { "id": user },
    });
    let made = local.admin.post(&format!("{EDGES}/phones"), body).await;
    assert_eq!(made.status, 200, "{made:?}");
    made.body
}

/// The station of the person's phone.
pub async fn station(local: &Local, user: &str) -> Value {
    let stations = local.admin.get(&format!("/api/v2/stations?webRtcUserId={user}")).await.body;
    assert_eq!(stations["total"], 1, "{stations}");
    stations["entities"][0].clone()
}

/// The address of an entity.
pub fn at(kind: &str, entity: &Value) -> String {
    format!("{EDGES}/{kind}/{}", entity["id"].as_str().unwrap())
}
