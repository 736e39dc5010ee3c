use serde_json::json;

use super::super::{
    super::{at, made},
    AVAILABLE, being,
};
use crate::harness::Local;

#[tokio::test]
async fn who_never_set_a_presence_is_offline() {
    let local = Local::start().await;
    let ada = at(&made(&local, "Ada").await);
    let expected = json!({
        "source": "PURECLOUD", "primary": true, "message": "",
        "presenceDefinition": {
            "id": "ccf3c10a-aa2c-4845-8e8d-f59fa48c58e5", "systemPresence": "Offline",
            "selfUri": "/api/v2/presencedefinitions/ccf3c10a-aa2c-4845-8e8d-f59fa48c58e5",
        },
        "selfUri": format!("{ada}/presences"),
    });
    assert_eq!(local.admin.get(&format!("{ada}/presences/purecloud")).await.body, expected);
    let nobody = local.admin.get("/api/v2/users/00000000-0000-4000-8000-000000000000/presences/purecloud").await;
    assert_eq!(nobody.outcome(), "404 presenceservice.usernotfound");
}

#[tokio::test]
async fn a_person_shows_it_when_asked() {
    let local = Local::start().await;
    let ada = at(&made(&local, "Ada").await);
    local.admin.patch(&format!("{ada}/presences/purecloud"), being(AVAILABLE)).await;
    let shown = local.admin.get(&format!("{ada}?expand=presence,routingStatus")).await.body;
    assert_eq!(shown["presence"]["presenceDefinition"]["systemPresence"], "Available");
    assert_eq!(shown["routingStatus"]["status"], "OFF_QUEUE");
    assert_eq!(local.admin.get(&ada).await.body.get("presence"), None);
}
