use postern_model::Reach;
use serde_json::json;

use super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn what_is_left_out_or_null_stays_and_an_empty_list_empties() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let first = json!({ "version": 1, "title": "Clerk", "department": "Loans", "certifications": ["CCNA"], "acdAutoAnswer": true });
    assert_eq!(local.admin.patch(&at(&ada), first).await.outcome(), "200");
    let second = json!({ "version": 2, "name": "Ada King", "title": null, "department": "", "certifications": [] });
    let reply = local.admin.patch(&at(&ada), second).await;
    let of = |name: &str| reply.body[name].clone();
    assert_eq!([of("version"), of("name"), of("title"), of("department")], [json!(3), json!("Ada King"), json!("Clerk"), json!("")]);
    assert_eq!(of("acdAutoAnswer"), true);
    assert_eq!(local.admin.get(&format!("{}?expand=certifications", at(&ada))).await.body["certifications"], json!([]));
}

#[tokio::test]
async fn a_stale_version_changes_nothing() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    local.admin.patch(&at(&ada), json!({ "version": 1, "title": "Clerk" })).await;
    let reply = local.admin.patch(&at(&ada), json!({ "version": 1, "title": "Head" })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("409 general.conflict", "version 1 does not match the current version 2"));
    let reply = local.admin.patch(&at(&ada), json!({ "title": "Head" })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 constraint.validation", "version must not be null"));
    assert_eq!(local.admin.get(&at(&ada)).await.body["title"], "Clerk");
}

#[tokio::test]
async fn a_manager_must_exist_and_is_cleared_by_empty_text() {
    let local = Local::start().await;
    let (ada, bert) = (made(&local, "Ada").await, made(&local, "Bert").await);
    let manager = json!({ "id": bert["id"], "selfUri": bert["selfUri"] });
    assert_eq!(local.admin.patch(&at(&ada), json!({ "version": 1, "manager": bert["id"] })).await.body["manager"], manager);
    let reply = local.admin.patch(&at(&ada), json!({ "version": 2, "manager": "' OR 1=1" })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 general.bad.request", "manager `' OR 1=1` does not exist"));
    let reply = local.admin.patch(&at(&ada), json!({ "version": 2, "manager": ada["id"] })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 general.bad.request", "nobody can be their own manager"));
    assert_eq!(local.admin.patch(&at(&ada), json!({ "version": 2, "title": "x" })).await.body["manager"], manager);
    assert_eq!(local.admin.patch(&at(&ada), json!({ "version": 3, "manager": "" })).await.body.get("manager"), None);
}

#[tokio::test]
async fn an_address_can_change_to_a_free_one_and_in_its_letter_case() {
    let local = Local::start().await;
    let (ada, bert) = (made(&local, "Ada").await, made(&local, "Bert").await);
    let reply = local.admin.patch(&at(&ada), json!({ "version": 1, "email": "BERT@local.example" })).await;
    assert_eq!(reply.outcome(), "409 general.conflict");
    assert_eq!(
        reply.message(),
        format!("the e-mail address `BERT@local.example` belongs to user `{}` already", bert["id"].as_str().unwrap())
    );
    let reply = local.admin.patch(&at(&ada), json!({ "version": 1, "email": "ADA@local.example" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["email"]), ("200", &json!("ADA@local.example")));
}

#[tokio::test]
async fn the_state_changes_alone() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let reply = local.admin.patch(&at(&ada), json!({ "version": 1, "state": "inactive", "title": "Clerk" })).await;
    assert_eq!(reply.outcome(), "400 general.bad.request");
    assert_eq!(reply.message(), "`state` changes alone: send the other changes in a request of their own");
    // Sending back what is there besides is no other change, and a state that stays is none either.
    let reply = local.admin.patch(&at(&ada), json!({ "version": 1, "state": "inactive", "name": "Ada" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["state"]), ("200", &json!("inactive")));
    let reply = local.admin.patch(&at(&ada), json!({ "version": 2, "state": "inactive", "title": "Clerk" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["title"]), ("200", &json!("Clerk")));
}

#[tokio::test]
async fn a_deleted_person_can_only_be_restored() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    local.admin.delete(&at(&ada)).await;
    assert_eq!(local.admin.patch(&at(&ada), json!({ "version": 2, "title": "x" })).await.outcome(), "404 general.resource.not.found");
    let reply = local.admin.patch(&at(&ada), json!({ "version": 2, "state": "active" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["state"], &reply.body["version"]), ("200", &json!("active"), &json!(3)));
    assert_eq!(local.admin.get(&at(&ada)).await.outcome(), "200");
}

#[tokio::test]
async fn groups_replace_the_memberships() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let (day, night) = (crate::groups::made(&local, "Day").await, crate::groups::made(&local, "Night").await);
    let groups = |ids: &[&serde_json::Value]| ids.iter().map(|id| json!({ "id": id })).collect::<serde_json::Value>();
    let both = json!({ "version": 1, "groups": groups(&[&day["id"], &night["id"]]) });
    assert_eq!(local.admin.patch(&at(&ada), both).await.outcome(), "200");
    assert_eq!(local.admin.patch(&at(&ada), json!({ "version": 2, "groups": groups(&[&night["id"]]) })).await.outcome(), "200");
    assert_eq!(local.admin.get(&crate::groups::at(&day)).await.body["memberCount"], 0);
    assert_eq!(local.admin.get(&crate::groups::at(&night)).await.body["memberCount"], 1);
    let reply = local.admin.patch(&at(&ada), json!({ "version": 3, "groups": [{ "id": "x" }] })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 general.bad.request", "group `x` does not exist"));
}

#[tokio::test]
async fn somebody_in_another_division_cannot_be_edited() {
    let local = Local::start().await;
    let (east, west) = (local.division("East").await, local.division("West").await);
    let (ada, bert) = (local.user("Ada", Some(east)).await, local.user("Bert", Some(west)).await);
    let caller = local.caller(&["directory:user:edit"], Reach::Division(east)).await;
    let edit = json!({ "version": 1, "title": "x" });
    assert_eq!(caller.patch(&format!("/api/v2/users/{ada}"), edit.clone()).await.outcome(), "200");
    let refused = caller.patch(&format!("/api/v2/users/{bert}"), edit).await;
    assert_eq!(refused.outcome(), "403 missing.any.division.permissions");
}
