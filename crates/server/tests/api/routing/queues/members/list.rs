use serde_json::json;

use super::{added, listed, queue};
use crate::{groups, harness::Local, users};

#[tokio::test]
async fn people_come_with_their_groups_and_are_told_apart_from_those_who_are_in_themselves() {
    let local = Local::start().await;
    let (ada, ben) = (users::made(&local, "Ada").await, users::made(&local, "Ben").await);
    let group = groups::made(&local, "Night").await;
    let joins = json!({ "memberIds": [ada["id"], ben["id"]], "version": group["version"] });
    local.admin.post(&format!("/api/v2/groups/{}/members", group["id"].as_str().unwrap()), joins).await;
    let members = queue(&local, json!({ "name": "Cards", "memberGroups": [{ "id": group["id"], "type": "GROUP" }] })).await;
    added(&local, &members, &[&ben]).await;
    let pair = |name: &str, by: &str| (name.to_owned(), by.to_owned());
    assert_eq!(listed(&local, &members).await, [pair("Ada", "group"), pair("Ben", "user")]);
    assert_eq!(listed(&local, &format!("{members}?memberBy=user")).await, [pair("Ben", "user")]);
    assert_eq!(listed(&local, &format!("{members}?memberBy=group&name=a")).await, [pair("Ada", "group")]);
}

#[tokio::test]
async fn a_member_rests_and_rings_as_it_was_told() {
    let local = Local::start().await;
    let ada = users::made(&local, "Ada").await;
    let members = queue(&local, json!({ "name": "Cards" })).await;
    added(&local, &members, &[&ada]).await;
    let id = ada["id"].as_str().unwrap();
    let patched = local.admin.patch(&format!("{members}/{id}"), json!({ "id": id, "joined": false, "ringNumber": 3 })).await;
    assert_eq!(patched.outcome(), "202");
    let reply = local.admin.get(&members).await;
    let member = &reply.body["entities"][0];
    assert_eq!((&member["joined"], &member["ringNumber"], &member["user"]["name"]), (&json!(false), &json!(3), &json!("Ada")));
    assert!(listed(&local, &format!("{members}?joined=true")).await.is_empty());
}

#[tokio::test]
async fn the_members_of_a_queue_that_is_not_there_are_not_found() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/routing/queues/ffffffff-ffff-4fff-bfff-ffffffffffff/members").await;
    assert_eq!(
        (reply.outcome().as_str(), reply.message()),
        ("404 resource.not.found", "queue `ffffffff-ffff-4fff-bfff-ffffffffffff` was not found")
    );
}
