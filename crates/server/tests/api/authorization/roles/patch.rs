use serde_json::json;

use crate::harness::Local;

const ROLES: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn what_is_left_out_stays() {
    let local = Local::start().await;
    let made = local
        .admin
        .post(
            ROLES,
            json!({ "name": "before", "description": "d",
        "permissionPolicies": [{ "domain": "routing", "entityName": "queue", "actionSet": ["view"] }] }),
        )
        .await;
    let patched = local.admin.patch(made.body["selfUri"].as_str().unwrap(), json!({ "name": "after" })).await;
    let mut expected = made.body.clone();
    expected["name"] = json!("after");
    assert_eq!((patched.outcome().as_str(), &patched.body), ("200", &expected));
}

#[tokio::test]
async fn a_default_role_can_be_called_up_to_date() {
    let local = Local::start().await;
    let id = local.admin.get(&format!("{ROLES}?defaultRoleId=supervisor")).await.body["entities"][0]["id"].clone();
    let path = format!("{ROLES}/{}", id.as_str().unwrap());
    let edited = local.admin.patch(&path, json!({ "permissions": ["admin"] })).await;
    assert_eq!(edited.body["roleNeedsUpdate"], true);
    assert_eq!(local.admin.patch(&path, json!({ "roleNeedsUpdate": false })).await.body["roleNeedsUpdate"], false);
    let custom = local.role("custom", &[]).await;
    assert_eq!(local.admin.patch(&format!("{ROLES}/{custom}"), json!({ "roleNeedsUpdate": true })).await.body["roleNeedsUpdate"], false);
}

#[tokio::test]
async fn a_taken_name_is_refused_with_a_code_that_the_operation_declares() {
    let local = Local::start().await;
    let role = local.role("mine", &[]).await;
    let refused = local.admin.patch(&format!("{ROLES}/{role}"), json!({ "name": "employee" })).await;
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 bad.request", "a role named `employee` exists already"));
}
