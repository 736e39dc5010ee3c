use serde_json::json;

use super::super::{at, made};
use crate::{
    harness::Local,
    users::{self, names},
};

#[tokio::test]
async fn explicit_members_come_on_one_page() {
    let local = Local::start().await;
    let group = made(&local, "Night").await;
    let mut ids = Vec::new();
    for number in 0..30 {
        ids.push(users::made(&local, &format!("Person {number:02}")).await["id"].clone());
    }
    assert_eq!(local.admin.post(&format!("{}/members", at(&group)), json!({ "memberIds": ids })).await.outcome(), "202");
    let reply = local.admin.get(&format!("{}/individuals", at(&group))).await.body;
    assert_eq!((names(&reply["entities"]).len(), &reply["total"], &reply["pageCount"]), (30, &json!(30), &json!(1)));
    assert_eq!(names(&reply["entities"])[..2], ["Person 00", "Person 01"]);
    let nowhere = "/api/v2/groups/00000000-0000-0000-0000-000000000000/individuals";
    assert_eq!(local.admin.get(nowhere).await.outcome(), "404 general.resource.not.found");
}
