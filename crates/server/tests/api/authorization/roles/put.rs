use serde_json::json;

use crate::harness::Local;

const ROLES: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn what_is_left_out_is_cleared() {
    let local = Local::start().await;
    let made = local
        .admin
        .post(
            ROLES,
            json!({ "name": "before", "description": "d", "permissions": ["admin"],
        "permissionPolicies": [{ "domain": "routing", "entityName": "queue", "actionSet": ["view"] }] }),
        )
        .await;
    let path = made.body["selfUri"].as_str().unwrap();
    let put = local.admin.put(path, json!({ "name": "after" })).await;
    assert_eq!(put.outcome(), "200");
    let rest = (&put.body["name"], &put.body["description"], &put.body["permissions"], &put.body["permissionPolicies"]);
    assert_eq!(rest, (&json!("after"), &json!(""), &json!([]), &json!([])));
    assert_eq!(local.admin.get(path).await.body, put.body);
    assert_eq!(local.admin.get(&format!("{ROLES}?name=before")).await.body["total"], 0);
}

#[tokio::test]
async fn a_default_role_with_other_permissions_needs_update() {
    let local = Local::start().await;
    let role = local.admin.get(&format!("{ROLES}?defaultRoleId=trustedUser")).await.body["entities"][0].clone();
    let path = role["selfUri"].as_str().unwrap();
    let same = json!({ "name": role["name"], "description": "mine", "permissionPolicies": role["permissionPolicies"] });
    let same = local.admin.put(path, same).await;
    assert_eq!((&same.body["roleNeedsUpdate"], &same.body["description"]), (&json!(false), &json!("mine")));
    let less = local.admin.put(path, json!({ "name": role["name"], "permissions": ["group_creation"] })).await;
    assert_eq!(less.body["roleNeedsUpdate"], true);
    assert_eq!(
        (&less.body["defaultRoleId"], &less.body["default"], &less.body["base"]),
        (&json!("trustedUser"), &json!(true), &json!(true))
    );
}

#[tokio::test]
async fn a_name_of_another_role_is_refused_and_nothing_changes() {
    let local = Local::start().await;
    let role = local.role("mine", &["routing:queue:view"]).await;
    let refused = local.admin.put(&format!("{ROLES}/{role}"), json!({ "name": "ADMIN" })).await;
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 general.bad.request", "a role named `admin` exists already"));
    let kept = local.admin.get(&format!("{ROLES}/{role}")).await;
    assert_eq!(kept.body["permissionPolicies"][0]["entityName"], "queue");
    let recased = local.admin.put(&format!("{ROLES}/{role}"), json!({ "name": "MINE" })).await;
    assert_eq!(recased.body["name"], "MINE");
}

#[tokio::test]
async fn a_changed_role_acts_on_tokens_already_given() {
    let local = Local::start().await;
    let caller = local.caller(&["authorization:role:view"], postern_model::Reach::All).await;
    assert_eq!(caller.get(ROLES).await.status, 200);
    let id = local.admin.get(&format!("{ROLES}?name=role+of")).await.body["entities"][0]["id"].clone();
    let path = format!("{ROLES}/{}", id.as_str().unwrap());
    assert_eq!(local.admin.put(&path, json!({ "name": "emptied" })).await.status, 200);
    assert_eq!(caller.get(ROLES).await.outcome(), "403 missing.any.permissions");
    assert_eq!(caller.put(&path, json!({ "name": "x" })).await.outcome(), "403 missing.any.permissions");
}

#[tokio::test]
async fn a_role_that_does_not_exist_is_not_found() {
    let local = Local::start().await;
    let reply = local.admin.put(&format!("{ROLES}/00000000-0000-4000-8000-000000000000"), json!({ "name": "x" })).await;
    assert_eq!(reply.outcome(), "404 not.found");
}
