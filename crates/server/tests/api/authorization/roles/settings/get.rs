use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_fresh_organization_backfills_and_grants_without_divisions() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/authorization/roles/settings").await;
    let whole = json!({ "backfillEnabled": true, "authorizationGrantDivisionAware": false, "genesysOrgPolicyBypass": false,
        "selfUri": "/api/v2/authorization/roles/settings" });
    assert_eq!((reply.outcome().as_str(), &reply.body), ("200", &whole));
}
