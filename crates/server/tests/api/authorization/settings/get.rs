use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_fresh_organization_analyses_nothing() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/authorization/settings").await;
    let id = local.change(|draft| draft.profile().id).await;
    let whole = json!({ "id": id, "analysisEnabled": false, "analysisDays": 90, "selfUri": "/api/v2/authorization/settings" });
    assert_eq!((reply.outcome().as_str(), &reply.body), ("200", &whole));
    let stranger = local.caller(&["routing:queue:view"], postern_model::Reach::All).await;
    assert_eq!(stranger.get("/api/v2/authorization/settings").await.outcome(), "403 missing.any.permissions");
}
