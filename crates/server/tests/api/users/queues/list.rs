use serde_json::json;

use super::{
    super::{made, names},
    queue,
};
use crate::harness::Local;

#[tokio::test]
async fn the_queues_joined_and_those_left_are_told_apart() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await["id"].as_str().unwrap().to_owned();
    let (calls, _) = (queue(&local, "Calls", &[&ada]).await, queue(&local, "Letters", &[&ada]).await);
    queue(&local, "Others", &[]).await;
    let path = format!("/api/v2/users/{ada}/queues");
    let joined = local.admin.get(&path).await.body;
    assert_eq!(names(&joined["entities"]), ["Calls", "Letters"]);
    assert_eq!((&joined["entities"][0]["joined"], &joined["entities"][0]["division"]["name"]), (&json!(true), &json!("Home")));
    local.admin.patch(&format!("{path}/{calls}"), json!({ "joined": false })).await;
    assert_eq!(names(&local.admin.get(&path).await.body["entities"]), ["Letters"]);
    assert_eq!(names(&local.admin.get(&format!("{path}?joined=false")).await.body["entities"]), ["Calls"]);
}
