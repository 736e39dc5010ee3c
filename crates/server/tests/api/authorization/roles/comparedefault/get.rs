use serde_json::{Value, json};

use crate::harness::Local;

const ROLES: &str = "/api/v2/authorization/roles";

fn policy(entity: &str, actions: &[&str]) -> Value {
    json!({ "domain": "authorization", "entityName": entity, "actionSet": actions, "allowConditions": false })
}

#[tokio::test]
async fn policies_are_compared_action_by_action() {
    let local = Local::start().await;
    let policies = json!([policy("orgTrustor", &["view", "delete"]), policy("orgTrusteeUser", &["view"])]);
    let made = local.admin.post(ROLES, json!({ "name": "mine", "permissionPolicies": policies })).await;
    let default = local.admin.get(&format!("{ROLES}?defaultRoleId=trustedUser&userCount=false")).await.body["entities"][0].clone();
    let by_key = local.admin.get(&format!("{}/comparedefault/trustedUser", made.body["selfUri"].as_str().unwrap())).await;
    assert_eq!(by_key.outcome(), "200");
    assert_eq!(by_key.body["removedPermissionPolicies"], json!([policy("orgTrusteeGroup", &["view"])]));
    assert_eq!(by_key.body["addedPermissionPolicies"], json!([policy("orgTrustor", &["delete"])]));
    assert_eq!(by_key.body["samePermissionPolicies"], json!([policy("orgTrusteeUser", &["view"]), policy("orgTrustor", &["view"])]));
    assert_eq!((&by_key.body["userOrgRole"]["name"], &by_key.body["roleFromDefault"]), (&json!("mine"), &default));
    let by_id =
        local.admin.get(&format!("{}/comparedefault/{}", made.body["selfUri"].as_str().unwrap(), default["id"].as_str().unwrap())).await;
    assert_eq!(by_id.body, by_key.body);
}

#[tokio::test]
async fn an_edited_default_role_is_compared_with_what_ships() {
    let local = Local::start().await;
    let role = local.admin.get(&format!("{ROLES}?defaultRoleId=employee")).await.body["entities"][0].clone();
    let path = role["selfUri"].as_str().unwrap();
    local.admin.put(path, json!({ "name": "employee" })).await;
    let difference = local.admin.get(&format!("{path}/comparedefault/employee")).await;
    assert_eq!(difference.body["removedPermissionPolicies"], role["permissionPolicies"]);
}

#[tokio::test]
async fn what_is_no_default_role_is_not_found() {
    let local = Local::start().await;
    let role = local.role("mine", &[]).await;
    for right in ["nonsense".to_owned(), role.to_string()] {
        let reply = local.admin.get(&format!("{ROLES}/{role}/comparedefault/{right}")).await;
        assert_eq!(reply.outcome(), "404 not.found");
    }
    assert_eq!(local.admin.get(&format!("{ROLES}/nonsense/comparedefault/admin")).await.outcome(), "404 not.found");
}
