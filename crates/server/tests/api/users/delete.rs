use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn deleting_is_soft_and_not_done_twice() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let reply = local.admin.delete(&at(&ada)).await;
    assert_eq!((reply.outcome().as_str(), reply.body), ("200", json!({})));
    let again = local.admin.delete(&at(&ada)).await;
    assert_eq!(again.outcome(), "404 general.resource.not.found");
    let search = json!({ "query": [
        { "type": "EXACT", "fields": ["email"], "value": "ada@local.example" },
        { "type": "EXACT", "fields": ["state"], "values": ["deleted"] },
    ] });
    let found = local.admin.post("/api/v2/users/search", search).await;
    assert_eq!(found.body["results"][0]["id"], ada["id"]);
}

#[tokio::test]
async fn a_deleted_person_loses_roles_groups_and_division_for_good() {
    let local = Local::start().await;
    let east = local.division("East").await;
    let ada = local.admin.post("/api/v2/users", json!({ "name": "Ada", "email": "ada@local.example", "divisionId": east })).await.body;
    let group = crate::groups::made(&local, "Night").await;
    let members = format!("{}/members", crate::groups::at(&group));
    assert_eq!(local.admin.post(&members, json!({ "memberIds": [ada["id"]] })).await.outcome(), "202");
    local.admin.delete(&at(&ada)).await;
    assert_eq!(local.admin.get(&crate::groups::at(&group)).await.body["memberCount"], 0);
    let restored = local.admin.patch(&at(&ada), json!({ "version": 2, "state": "active" })).await.body;
    assert_eq!(restored["division"]["name"], "Home");
    let reply = local.admin.get(&format!("{}?expand=authorization,groups", at(&ada))).await.body;
    assert_eq!((&reply["authorization"]["roles"], &reply["groups"]), (&json!([]), &json!([])));
}

#[tokio::test]
async fn tokens_of_a_deleted_person_end() {
    let local = Local::start().await;
    let ada = local.user("Ada", None).await;
    let role = local.role("viewer", &["directory:user:view"]).await;
    local.grant(Subject { kind: SubjectKind::User, id: ada.uuid() }, role, Reach::All).await;
    let caller = local.person(ada);
    assert_eq!(caller.get("/api/v2/users/me").await.outcome(), "200");
    local.admin.delete(&format!("/api/v2/users/{ada}")).await;
    assert_eq!(caller.get("/api/v2/users/me").await.outcome(), "401 bad.credentials");
}
