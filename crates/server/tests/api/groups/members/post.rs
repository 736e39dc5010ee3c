use serde_json::json;

use super::super::{at, made};
use crate::{harness::Local, users};

#[tokio::test]
async fn members_are_added_once_and_the_version_rises_once() {
    let local = Local::start().await;
    let (ada, group) = (users::made(&local, "Ada").await, made(&local, "Night").await);
    let path = format!("{}/members", at(&group));
    let reply = local.admin.post(&path, json!({ "memberIds": [ada["id"], ada["id"]], "version": 1 })).await;
    assert_eq!((reply.outcome().as_str(), reply.body), ("202", json!({})));
    let read = local.admin.get(&at(&group)).await.body;
    assert_eq!((&read["memberCount"], &read["version"]), (&json!(1), &json!(2)));
    assert_eq!(local.admin.post(&path, json!({ "memberIds": [ada["id"]] })).await.outcome(), "202");
    assert_eq!(local.admin.get(&at(&group)).await.body, read);
    // The person's own version stays: adding members is no edit of the people.
    assert_eq!(local.admin.get(&users::at(&ada)).await.body["version"], 1);
}

#[tokio::test]
async fn bad_input_is_named_and_adds_nobody() {
    let local = Local::start().await;
    let (ada, gone, group) = (users::made(&local, "Ada").await, users::made(&local, "Bert").await, made(&local, "Night").await);
    local.admin.delete(&users::at(&gone)).await;
    let (path, gone) = (format!("{}/members", at(&group)), gone["id"].as_str().unwrap());
    let deleted = format!("user `{gone}` was not found");
    let cases = [
        (json!({ "memberIds": [ada["id"]], "version": 7 }), "409 general.conflict", "version 7 does not match the current version 1"),
        (json!({ "memberIds": [ada["id"], "x"] }), "400 general.resource.not.found", "user `x` was not found"),
        (json!({ "memberIds": [ada["id"], gone] }), "400 general.resource.not.found", deleted.as_str()),
        (json!({ "memberIds": vec!["x"; 51] }), "400 general.bad.request", "at most 50 members at a time; there are 51"),
        (json!({ "version": 1 }), "400 constraint.validation", "memberIds must not be null"),
    ];
    for (body, outcome, message) in cases {
        let reply = local.admin.post(&path, body).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message));
    }
    assert_eq!(local.admin.get(&at(&group)).await.body, group);
    let nowhere = "/api/v2/groups/00000000-0000-0000-0000-000000000000/members";
    assert_eq!(local.admin.post(nowhere, json!({ "memberIds": [] })).await.outcome(), "404 general.resource.not.found");
}
