use postern_model::Reach;
use serde_json::json;

use crate::{
    authorization::subjects::{UNKNOWN, division_aware, person},
    harness::{Local, options},
};

#[tokio::test]
async fn kept_roles_keep_their_divisions_and_new_ones_are_given_at_home() {
    let local = Local::start().await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let home = Reach::Division(local.running.organization().home());
    let mut roles = Vec::new();
    for name in ["Clerk", "Cook", "Clown"] {
        roles.push(local.role(name, &["routing:queue:view"]).await);
    }
    let [clerk, cook, clown] = roles[..] else { panic!() };
    local.grant(person(ann), clerk, Reach::Division(north)).await;
    local.grant(person(ann), cook, Reach::All).await;
    let path = format!("/api/v2/users/{ann}/roles");
    let reply = local.admin.put(&path, json!([clerk, clown, clown])).await;
    assert_eq!(reply.outcome(), "200");
    assert_eq!(reply.body["roles"], json!([{ "id": clerk, "name": "Clerk" }, { "id": clown, "name": "Clown" }]));
    let organization = local.running.organization();
    let grants: Vec<_> = organization.grants(ann.uuid()).unwrap().grants.iter().map(|grant| (grant.role, grant.division)).collect();
    assert_eq!(grants, [(clerk, Reach::Division(north)), (clown, home)]);
    assert_eq!(local.admin.put(&path, json!([])).await.body["roles"], json!([]));
}

#[tokio::test]
async fn who_or_what_does_not_exist_is_named() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let path = format!("/api/v2/users/{ann}/roles");
    let cases = [
        (format!("/api/v2/users/{UNKNOWN}/roles"), json!([]), "404 general.resource.not.found", format!("User `{UNKNOWN}` was not found")),
        (path.clone(), json!([UNKNOWN]), "404 general.resource.not.found", format!("Role `{UNKNOWN}` was not found")),
        (path, json!(["admin"]), "400 general.bad.request", "`admin` is not the id of a role".to_owned()),
    ];
    for (path, body, outcome, message) in cases {
        let reply = local.admin.put(&path, body).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message.as_str()));
    }
}

#[tokio::test]
async fn limits_and_division_aware_grants_hold_here_too() {
    let mut options = options();
    options.settings.push(("limits.grants-per-subject".to_owned(), "1".to_owned()));
    let local = Local::start_with(options).await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let (clerk, cook) = (local.role("Clerk", &["routing:queue:view"]).await, local.role("Cook", &["routing:queue:edit"]).await);
    let path = format!("/api/v2/users/{ann}/roles");
    assert_eq!(local.admin.put(&path, json!([clerk, cook])).await.outcome(), "400 max.role.assignments.exceeded");
    division_aware(&local).await;
    let caller = local.caller(&["authorization:grant:add"], Reach::Division(north)).await;
    assert_eq!(caller.put(&path, json!([clerk])).await.outcome(), "403 missing.division.permissions");
}
