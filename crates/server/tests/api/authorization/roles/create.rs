use serde_json::{Value, json};

use crate::harness::{Local, options};

const ROLES: &str = "/api/v2/authorization/roles";

fn policy(domain: &str, entity: &str, actions: &[&str]) -> Value {
    json!({ "domain": domain, "entityName": entity, "actionSet": actions, "allowConditions": false })
}

#[tokio::test]
async fn a_role_comes_back_as_it_was_sent() {
    let local = Local::start().await;
    let body = json!({
        "name": "Terraform", "description": "Runs the pipelines", "permissions": ["group_creation", "admin"],
        "permissionPolicies": [policy("directory", "user", &["add", "edit"])],
    });
    let made = local.admin.post(ROLES, body).await;
    assert_eq!(made.outcome(), "200");
    let id = made.body["id"].as_str().unwrap();
    let whole = json!({
        "id": id, "name": "Terraform", "description": "Runs the pipelines", "permissions": ["group_creation", "admin"],
        "permissionPolicies": [policy("directory", "user", &["add", "edit"])],
        "userCount": 0, "roleNeedsUpdate": false, "default": false, "base": false, "selfUri": format!("{ROLES}/{id}"),
    });
    assert_eq!(made.body, whole);
    assert_eq!(local.admin.get(&format!("{ROLES}/{id}")).await.body, whole);
}

#[tokio::test]
async fn missing_null_and_empty_arrays_are_the_same() {
    let local = Local::start().await;
    for (name, lists) in [
        ("none", json!({})),
        ("null", json!({ "permissionPolicies": null, "permissions": null })),
        ("empty", json!({ "permissionPolicies": [], "permissions": [] })),
    ] {
        let mut body = json!({ "name": name });
        body.as_object_mut().unwrap().extend(lists.as_object().unwrap().clone());
        let made = local.admin.post(ROLES, body).await;
        assert_eq!((made.outcome().as_str(), &made.body["permissionPolicies"], &made.body["permissions"]), ("200", &json!([]), &json!([])));
        assert_eq!(made.body["description"], "");
    }
}

#[tokio::test]
async fn wildcards_are_stored_as_the_permissions_they_stand_for() {
    let local = Local::start().await;
    let body =
        json!({ "name": "wild", "permissionPolicies": [policy("authorization", "orgTrustor", &["*"]), policy("oauth", "*", &["view"])] });
    let made = local.admin.post(ROLES, body).await;
    let expected = json!([policy("authorization", "orgTrustor", &["delete", "view"]), policy("oauth", "client", &["view"])]);
    assert_eq!(made.body["permissionPolicies"], expected);
}

#[tokio::test]
async fn names_that_no_operation_asks_for_are_kept_and_give_nothing() {
    let local = Local::start().await;
    let policies = json!([
        policy("ui", "supervisorPerformance", &["view"]),
        policy("integration", "examplePremiumApp", &["*"]),
        policy("routing", "queue", &["read"])
    ]);
    let made = local.admin.post(ROLES, json!({ "name": "Premium", "permissionPolicies": policies })).await;
    assert_eq!((made.outcome().as_str(), &made.body["permissionPolicies"]), ("200", &policies));
    let role = postern_model::Id::parse(made.body["id"].as_str().unwrap()).unwrap();
    let empty = local.change(move |draft| draft.role(role).unwrap().effective.is_empty()).await;
    assert!(empty);
}

#[tokio::test]
async fn conditions_are_kept_with_empty_operands() {
    let local = Local::start().await;
    let condition = json!({ "conjunction": "AND", "terms": [{
        "variableName": "Conversation.queues", "operator": "EQ",
        "operands": [{ "type": "QUEUE", "queue": { "id": "" } }, { "type": "VARIABLE", "value": "" }],
    }] });
    let mut sent = policy("quality", "calibration", &["add"]);
    sent["resourceConditionNode"] = condition.clone();
    let made = local.admin.post(ROLES, json!({ "name": "Quality", "permissionPolicies": [sent] })).await;
    assert_eq!((made.outcome().as_str(), &made.body["permissionPolicies"][0]["resourceConditionNode"]), ("200", &condition));
}

#[tokio::test]
async fn a_name_is_unique_letter_case_aside() {
    let local = Local::start().await;
    assert_eq!(local.admin.post(ROLES, json!({ "name": "Agents" })).await.status, 200);
    let again = local.admin.post(ROLES, json!({ "name": "AGENTS" })).await;
    assert_eq!((again.outcome().as_str(), again.message()), ("400 general.bad.request", "a role named `Agents` exists already"));
}

#[tokio::test]
async fn a_role_without_a_usable_name_or_policy_is_refused() {
    let local = Local::start().await;
    let cases = [
        (json!({ "name": " " }), "400 general.bad.request", "a role needs a name"),
        (json!({ "name": "x".repeat(10_000) }), "400 general.bad.request", "the name of a role has at most 200 characters"),
        (json!({ "description": "nameless" }), "400 constraint.validation", "name must not be null"),
        (
            json!({ "name": "p", "permissionPolicies": [policy("routing", "queue", &["view"]), { "domain": "routing" }] }),
            "400 general.bad.request",
            "permissionPolicies[1] needs a `entityName`",
        ),
        (
            json!({ "name": "p", "permissionPolicies": [{ "domain": "routing", "actions": ["view"] }] }),
            "400 invalid.property",
            "Value [actions] is not a valid property for object [DomainPermissionPolicy]",
        ),
    ];
    for (body, outcome, message) in cases {
        let refused = local.admin.post(ROLES, body).await;
        assert_eq!((refused.outcome().as_str(), refused.message()), (outcome, message));
    }
    assert_eq!(local.admin.post(ROLES, json!({ "name": "'; DROP TABLE roles; --" })).await.status, 200);
}

#[tokio::test]
async fn the_number_of_roles_can_be_limited() {
    let mut options = options();
    options.settings.push(("limits.roles".to_owned(), "8".to_owned()));
    let local = Local::start_with(options).await;
    assert_eq!(local.admin.post(ROLES, json!({ "name": "eighth" })).await.status, 200);
    let refused = local.admin.post(ROLES, json!({ "name": "ninth" })).await;
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 max.roles.exceeded", "an organization has at most 8 roles"));
}
