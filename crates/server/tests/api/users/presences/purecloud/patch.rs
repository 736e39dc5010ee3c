use postern_model::Reach;
use postern_testkit::build;
use serde_json::json;

use super::super::{
    super::{at, made},
    AVAILABLE, ON_QUEUE, being,
};
use crate::harness::Local;

#[tokio::test]
async fn going_on_queue_and_off_takes_the_routing_status_along() {
    let local = Local::start().await;
    let ada = at(&made(&local, "Ada").await);
    let status = async || local.admin.get(&format!("{ada}/routingstatus")).await.body["status"].clone();
    let set = local.admin.patch(&format!("{ada}/presences/purecloud"), being(ON_QUEUE)).await;
    assert_eq!(set.body["presenceDefinition"]["systemPresence"], "On Queue");
    assert!(set.body["modifiedDate"].as_str().unwrap().ends_with('Z'));
    assert_eq!(status().await, "IDLE");
    local.admin.patch(&format!("{ada}/presences/purecloud"), json!({ "message": "back at noon" })).await;
    assert_eq!(status().await, "IDLE");
    let off = local.admin.patch(&format!("{ada}/presences/purecloud"), being(AVAILABLE)).await;
    assert_eq!((status().await, &off.body["message"]), (json!("OFF_QUEUE"), &json!("back at noon")));
}

#[tokio::test]
async fn people_set_their_own_presence_and_nobody_elses() {
    let local = Local::start().await;
    let (ada, bob) = (local.user("Ada", None).await, local.user("Bob", None).await);
    let caller = local.person(ada);
    let own = format!("/api/v2/users/{ada}/presences/purecloud");
    assert_eq!(caller.patch(&own, being(AVAILABLE)).await.outcome(), "200");
    let refused = caller.patch(&own, being(ON_QUEUE)).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("403 presence.not.authorized.update.on.queue", "going on queue needs the permission routing:queue:join")
    );
    let role = local.role("agent", &["routing:queue:join"]).await;
    local.grant(build::user_subject(ada), role, Reach::All).await;
    assert_eq!(caller.patch(&own, being(ON_QUEUE)).await.outcome(), "200");
    let refused = caller.patch(&format!("/api/v2/users/{bob}/presences/purecloud"), being(AVAILABLE)).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        (
            "403 presence.not.authorized.update.other.user.presence",
            "setting another user's presence needs the permission presence:userPresence:edit"
        )
    );
}

#[tokio::test]
async fn an_unknown_definition_is_refused() {
    let local = Local::start().await;
    let ada = at(&made(&local, "Ada").await);
    let refused = local.admin.patch(&format!("{ada}/presences/purecloud"), being("nowhere")).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("400 bad.request", "presence definition `nowhere` does not exist or is deactivated")
    );
}
