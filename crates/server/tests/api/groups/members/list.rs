use serde_json::json;

use super::super::{at, made};
use crate::{
    harness::Local,
    users::{self, names},
};

#[tokio::test]
async fn owners_are_members_where_they_are_included() {
    let local = Local::start().await;
    let (ada, bert, group) = (users::made(&local, "Ada").await, users::made(&local, "Bert").await, made(&local, "Night").await);
    let path = format!("{}/members", at(&group));
    local.admin.post(&path, json!({ "memberIds": [bert["id"]] })).await;
    local.admin.put(&at(&group), json!({ "version": 2, "ownerIds": [ada["id"], bert["id"]] })).await;
    assert_eq!(names(&local.admin.get(&path).await.body["entities"]), ["Bert"]);
    let included = local.admin.put(&at(&group), json!({ "version": 3, "includeOwners": true })).await.body;
    assert_eq!(included["memberCount"], 2);
    let reply = local.admin.get(&format!("{path}?sortOrder=descending&pageSize=1&expand=groups")).await.body;
    assert_eq!((names(&reply["entities"]), &reply["total"]), (vec!["Bert"], &json!(2)));
    assert_eq!(reply["entities"][0]["groups"][0]["name"], "Night");
    let individuals = local.admin.get(&format!("{}/individuals", at(&group))).await.body;
    assert_eq!(names(&individuals["entities"]), ["Bert"]);
}

#[tokio::test]
async fn an_unknown_group_is_not_found() {
    let local = Local::start().await;
    let path = "/api/v2/groups/00000000-0000-0000-0000-000000000000/members";
    assert_eq!(local.admin.get(path).await.outcome(), "404 general.resource.not.found");
}
