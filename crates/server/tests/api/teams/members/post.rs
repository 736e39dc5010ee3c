use serde_json::json;

use super::{join, names, team};
use crate::{harness::Local, users::made};

#[tokio::test]
async fn people_join_and_strangers_are_named() {
    let local = Local::start().await;
    let (team, ada) = (team(&local).await, made(&local, "Ada").await);
    let stranger = json!({ "id": "11111111-1111-1111-1111-111111111111" });
    let said = join(&local, &team, &[&ada, &stranger]).await;
    assert_eq!(said["entities"][0]["id"], ada["id"]);
    assert_eq!(said["failures"], json!([{ "id": stranger["id"], "reason": "UserNotFound" }]));
    assert_eq!(names(&local, &team).await, ["Ada"]);
    assert_eq!(local.admin.get(&team).await.body["memberCount"], 1);
    let nowhere = "/api/v2/teams/11111111-1111-1111-1111-111111111111/members";
    assert_eq!(local.admin.post(nowhere, json!({ "memberIds": [] })).await.outcome(), "404 general.resource.not.found");
}
