use serde_json::json;

use super::super::users::names;
use crate::harness::Local;

#[tokio::test]
async fn the_presences_of_the_service_and_those_of_the_organization_are_listed_together() {
    let local = Local::start().await;
    let own = json!({ "name": "Coffee", "languageLabels": { "en_US": "Coffee" }, "systemPresence": "Break" });
    let made = local.admin.post("/api/v2/presence/definitions", own).await;
    assert_eq!(made.status / 100, 2, "{}", made.message());
    let all = ["Available", "Away", "Break", "Busy", "Coffee", "Idle", "Meal", "Meeting", "Offline", "On Queue", "Training"];
    for path in ["/api/v2/presencedefinitions?pageSize=50", "/api/v2/presence/definitions?pageSize=50"] {
        let listed = local.admin.get(path).await;
        assert_eq!(listed.outcome(), "200", "{}", listed.message());
        assert_eq!(names(&listed.body["entities"]), all, "{path}");
    }
}

#[tokio::test]
async fn a_presence_of_the_service_stays() {
    let local = Local::start().await;
    let path = "/api/v2/presence/definitions/6a3af858-942f-489d-9700-5f9bcdcdae9b";
    let refused = local.admin.delete(path).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("409 request.conflict", "`Available` comes with the service and cannot be deleted")
    );
    assert_eq!(local.admin.get(path).await.body["systemPresence"], "Available");
}
