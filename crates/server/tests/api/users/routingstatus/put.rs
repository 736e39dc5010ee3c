use serde_json::json;

use super::super::{
    at, made,
    presences::{ON_QUEUE, being},
};
use crate::harness::Local;

#[tokio::test]
async fn only_people_on_queue_take_interactions() {
    let local = Local::start().await;
    let ada = at(&made(&local, "Ada").await);
    let path = format!("{ada}/routingstatus");
    let refused = local.admin.put(&path, json!({ "status": "IDLE" })).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("400 general.bad.request", "the routing status cannot become IDLE: the user's presence is not On Queue")
    );
    local.admin.patch(&format!("{ada}/presences/purecloud"), being(ON_QUEUE)).await;
    let set = local.admin.put(&path, json!({ "status": "NOT_RESPONDING" })).await;
    assert_eq!((set.outcome().as_str(), &set.body["status"]), ("200", &json!("NOT_RESPONDING")));
    assert!(set.body["startTime"].as_str().unwrap().ends_with('Z'));
    assert_eq!(local.admin.get(&path).await.body, set.body);
}

#[tokio::test]
async fn another_s_status_needs_a_permission() {
    let local = Local::start().await;
    let (ada, bob) = (local.user("Ada", None).await, local.user("Bob", None).await);
    let caller = local.person(ada);
    let off = json!({ "status": "OFF_QUEUE" });
    assert_eq!(caller.put(&format!("/api/v2/users/{ada}/routingstatus"), off.clone()).await.outcome(), "200");
    let refused = caller.put(&format!("/api/v2/users/{bob}/routingstatus"), off).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("403 not.authorized", "setting another user's routing status needs the permission presence:userPresence:edit")
    );
}
