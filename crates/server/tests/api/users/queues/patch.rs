use serde_json::json;

use super::{super::made, queue};
use crate::harness::Local;

#[tokio::test]
async fn queues_are_joined_and_left_by_their_members() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await["id"].as_str().unwrap().to_owned();
    let (calls, others) = (queue(&local, "Calls", &[&ada]).await, queue(&local, "Others", &[]).await);
    let path = format!("/api/v2/users/{ada}/queues");
    let left = local.admin.patch(&path, json!([{ "id": calls, "joined": false }])).await;
    assert_eq!((left.outcome().as_str(), &left.body["entities"][0]["joined"]), ("200", &json!(false)));
    let joined = local.admin.patch(&format!("{path}/{calls}"), json!({ "joined": true })).await;
    assert_eq!((joined.outcome().as_str(), &joined.body["id"], &joined.body["joined"]), ("200", &json!(calls), &json!(true)));
    let refused = local.admin.patch(&format!("{path}/{others}"), json!({ "joined": true })).await;
    let text = format!("the user is not a member of queue `{others}`");
    assert_eq!((refused.outcome().as_str(), refused.message()), ("404 resource.not.found", text.as_str()));
    let refused = local.admin.patch(&path, json!([{ "id": others, "joined": true }])).await;
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 general.bad.request", text.as_str()));
}
