use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use crate::{
    authorization::subjects::{group, person},
    harness::Local,
};

#[tokio::test]
async fn roles_and_permissions_from_all_divisions_and_groups() {
    let local = Local::start().await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let crew = group(&local, "Crew", true, &[ann]).await;
    let (clerk, cook) = (local.role("Clerk", &["routing:queue:view"]).await, local.role("Cook", &["routing:queue:edit"]).await);
    local.grant(person(ann), clerk, Reach::All).await;
    local.grant(person(ann), clerk, Reach::Division(north)).await;
    local.grant(Subject { kind: SubjectKind::Group, id: crew.uuid() }, cook, Reach::All).await;
    let reply = local.admin.get(&format!("/api/v2/users/{ann}/roles")).await;
    let policy = |action: &str| json!({ "domain": "routing", "entityName": "queue", "actionSet": [action], "allowConditions": false });
    let expected = json!({
        "roles": [{ "id": clerk, "name": "Clerk" }, { "id": cook, "name": "Cook" }],
        "unusedRoles": [],
        "permissions": ["routing:queue:edit", "routing:queue:view"],
        "permissionPolicies": [policy("view"), policy("edit")],
    });
    assert_eq!(reply.body, expected);
    assert_eq!(local.admin.get("/api/v2/users/nobody/roles").await.outcome(), "404 not.found");
}
