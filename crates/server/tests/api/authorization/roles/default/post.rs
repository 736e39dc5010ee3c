use serde_json::json;

use crate::harness::Local;

const DEFAULT: &str = "/api/v2/authorization/roles/default";

#[tokio::test]
async fn edited_default_roles_are_restored_only_by_force() {
    let local = Local::start().await;
    let role = local.admin.get("/api/v2/authorization/roles?defaultRoleId=user").await.body["entities"][0].clone();
    let path = role["selfUri"].as_str().unwrap();
    local.admin.put(path, json!({ "name": "User" })).await;
    let kept = local.admin.post(DEFAULT, json!({})).await;
    assert_eq!((kept.outcome().as_str(), &kept.body["total"], kept.body["entities"].as_array().unwrap().len()), ("200", &json!(7), 7));
    assert_eq!(local.admin.get(path).await.body["roleNeedsUpdate"], true);
    assert_eq!(local.admin.post(&format!("{DEFAULT}?force=true"), json!({})).await.status, 200);
    assert_eq!(local.admin.get(path).await.body, role);
}

#[tokio::test]
async fn missing_default_roles_are_added() {
    let local = Local::start().await;
    let remove = |draft: &mut postern_org::Draft<'_>| {
        let id = draft.default_role("supervisor").unwrap().id;
        draft.remove_role(id);
    };
    local.change(remove).await;
    assert_eq!(local.admin.post(DEFAULT, json!({})).await.status, 200);
    let found = local.admin.get("/api/v2/authorization/roles?defaultRoleId=supervisor").await;
    assert_eq!(found.body["entities"][0]["name"], "Supervisor");
    local.change(remove).await;
    local.role("SUPERVISOR", &[]).await;
    let refused = local.admin.post(DEFAULT, json!({})).await;
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 bad.request", "a role named `SUPERVISOR` exists already"));
}
