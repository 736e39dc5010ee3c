use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_shipped_definition_is_primary() {
    let local = Local::start().await;
    let path = "/api/v2/presencedefinitions/e08eaf1b-ee47-4fa9-a231-1200e284798f";
    let expected = json!({
        "id": "e08eaf1b-ee47-4fa9-a231-1200e284798f", "name": "On Queue", "languageLabels": { "en_US": "On Queue" },
        "systemPresence": "On Queue", "deactivated": false, "primary": true, "selfUri": path,
    });
    assert_eq!(local.admin.get(path).await.body, expected);
    let missing = local.admin.get("/api/v2/presencedefinitions/00000000-0000-4000-8000-000000000000").await;
    assert_eq!(missing.outcome(), "404 not.found");
}
