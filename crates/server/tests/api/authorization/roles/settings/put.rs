use serde_json::json;

use crate::harness::Local;

const SETTINGS: &str = "/api/v2/authorization/roles/settings";

#[tokio::test]
async fn what_is_left_out_is_off() {
    let local = Local::start().await;
    let reply = local.admin.put(SETTINGS, json!({ "authorizationGrantDivisionAware": true, "genesysOrgPolicyBypass": true })).await;
    assert_eq!(reply.outcome(), "200");
    let whole =
        json!({ "backfillEnabled": false, "authorizationGrantDivisionAware": true, "genesysOrgPolicyBypass": true, "selfUri": SETTINGS });
    assert_eq!((&reply.body, &local.admin.get(SETTINGS).await.body), (&whole, &whole));
    assert!(local.change(|draft| draft.profile().roles.authorization_grant_division_aware).await);
}
