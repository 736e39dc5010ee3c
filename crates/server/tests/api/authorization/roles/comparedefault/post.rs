use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn unsaved_policies_are_compared_and_not_saved() {
    let local = Local::start().await;
    let role = local.role("mine", &["routing:queue:view"]).await;
    let path = format!("/api/v2/authorization/roles/{role}");
    let unsaved = json!({ "name": "mine", "permissionPolicies": [{ "domain": "directory", "entityName": "user", "actionSet": ["view"] }] });
    let difference = local.admin.post(&format!("{path}/comparedefault/employee"), unsaved).await;
    assert_eq!(difference.outcome(), "200");
    let counts = ["removed", "added", "same"].map(|kind| difference.body[format!("{kind}PermissionPolicies")].as_array().unwrap().len());
    assert_eq!(counts, [0, 0, 1]);
    assert_eq!(local.admin.get(&path).await.body["permissionPolicies"][0]["domain"], "routing");
    let bad = local.admin.post(&format!("{path}/comparedefault/employee"), json!({ "permissionPolicies": [{ "domain": "x" }] })).await;
    assert_eq!((bad.outcome().as_str(), bad.message()), ("400 bad.request", "permissionPolicies[0] needs a `entityName`"));
}
