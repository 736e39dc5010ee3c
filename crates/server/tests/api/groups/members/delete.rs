use serde_json::json;

use super::super::{at, made};
use crate::{harness::Local, users};

#[tokio::test]
async fn members_are_taken_out_and_others_passed_over() {
    let local = Local::start().await;
    let (ada, bert, group) = (users::made(&local, "Ada").await, users::made(&local, "Bert").await, made(&local, "Night").await);
    let path = format!("{}/members", at(&group));
    local.admin.post(&path, json!({ "memberIds": [ada["id"], bert["id"]] })).await;
    let (first, second) = (ada["id"].as_str().unwrap(), bert["id"].as_str().unwrap());
    let reply = local.admin.delete(&format!("{path}?ids={first},x")).await;
    assert_eq!((reply.outcome().as_str(), reply.body), ("202", json!({})));
    let read = local.admin.get(&at(&group)).await.body;
    assert_eq!((&read["memberCount"], &read["version"]), (&json!(1), &json!(3)));
    assert_eq!(local.admin.delete(&format!("{path}?ids={second}&ids={first}")).await.outcome(), "202");
    assert_eq!(local.admin.get(&at(&group)).await.body["memberCount"], 0);
}

#[tokio::test]
async fn ids_are_needed_and_not_too_many() {
    let local = Local::start().await;
    let path = format!("{}/members", at(&made(&local, "Night").await));
    let reply = local.admin.delete(&path).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 constraint.validation", "ids must not be null"));
    let reply = local.admin.delete(&format!("{path}?ids={}", vec!["x"; 51].join(","))).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 general.bad.request", "at most 50 members at a time; there are 51"));
}
