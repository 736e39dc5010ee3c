use serde_json::json;

use super::{added, listed, queue};
use crate::{harness::Local, users};

#[tokio::test]
async fn people_are_added_once_and_removed() {
    let local = Local::start().await;
    let (ada, ben) = (users::made(&local, "Ada").await, users::made(&local, "Ben").await);
    let members = queue(&local, json!({ "name": "Cards" })).await;
    added(&local, &members, &[&ada, &ben]).await;
    added(&local, &members, &[&ada]).await;
    let names = |found: Vec<(String, String)>| found.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(listed(&local, &members).await), ["Ada", "Ben"]);
    let gone = local.admin.post(&format!("{members}?delete=true"), json!([{ "id": ada["id"] }])).await;
    assert_eq!(gone.outcome(), "204");
    assert_eq!(names(listed(&local, &members).await), ["Ben"]);
}

#[tokio::test]
async fn nobody_is_added_when_one_of_them_does_not_exist() {
    let local = Local::start().await;
    let ada = users::made(&local, "Ada").await;
    let members = queue(&local, json!({ "name": "Cards" })).await;
    let nobody = "ffffffff-ffff-4fff-bfff-ffffffffffff";
    for (id, outcome, message) in [
        (nobody, "404 resource.not.found", format!("user `{nobody}` was not found")),
        ("nobody", "400 invalid.id", "`nobody` is not the id of a person".to_owned()),
    ] {
        let reply = local.admin.post(&members, json!([{ "id": ada["id"] }, { "id": id }])).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message.as_str()));
    }
    assert!(listed(&local, &members).await.is_empty());
}
