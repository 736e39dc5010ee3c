use postern_model::Reach;
use serde_json::{Value, json};

use super::super::super::{channel, ids, subscriptions, topics};
use crate::harness::Local;

#[tokio::test]
async fn topics_are_added() {
    let local = Local::start().await;
    let path = subscriptions(&channel(&local.admin).await);
    local.admin.post(&path, topics(&["v2.users.1.presence"])).await;
    let both = local.admin.post(&path, topics(&["v2.users.2.presence"])).await.body;
    assert_eq!(ids(&both), ["v2.users.1.presence", "v2.users.2.presence"]);
    assert_eq!(both["entities"][0]["state"], "Permitted");
}

#[tokio::test]
async fn what_is_no_topic_and_what_may_not_be_heard_is_refused() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    let path = subscriptions(&channel(&caller).await);
    let refused = caller.post(&path, topics(&["v2.moods"])).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("400 notification.invalid.topic", "`v2.moods` is not a topic; see /api/v2/notifications/availabletopics")
    );
    let topic = "v2.analytics.queues.1.observations";
    let refused = caller.post(&path, topics(&["v2.routing.queues.1.users", topic])).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        (
            "403 notification.unauthorized.topic",
            "the topic `v2.analytics.queues.1.observations` needs one of these permissions: analytics:queueObservation:view"
        )
    );
    assert!(ids(&caller.get(&path).await.body).is_empty());
    let some = caller.post(&format!("{path}?ignoreErrors=true"), topics(&["v2.routing.queues.1.users", topic])).await.body;
    assert_eq!(some["entities"][0]["state"], "Permitted");
    assert_eq!(
        (&some["entities"][1]["state"], &some["entities"][1]["missingPermissions"]),
        (&json!("Rejected"), &json!(["analytics:queueObservation:view"]))
    );
    assert_eq!(ids(&caller.get(&path).await.body), ["v2.routing.queues.1.users"]);
}

#[tokio::test]
async fn a_queue_of_another_division_may_not_be_heard() {
    let local = Local::start().await;
    let (sales, made) = (local.division("Sales").await, local.admin.post("/api/v2/routing/queues", json!({ "name": "Home" })).await.body);
    let caller = local.caller(&["routing:queue:view"], Reach::Division(sales)).await;
    let topic = format!("v2.routing.queues.{}.users", made["id"].as_str().unwrap());
    let refused = caller.post(&subscriptions(&channel(&caller).await), topics(&[&topic])).await;
    assert_eq!(refused.outcome(), "403 notification.unauthorized.divisioned.topic");
}

#[tokio::test]
async fn a_channel_has_a_thousand_topics_at_most_and_must_be_ones_own() {
    let local = Local::start().await;
    let path = subscriptions(&channel(&local.admin).await);
    let many: Value = (0..1001).map(|at| json!({ "id": format!("v2.users.{at}.presence") })).collect();
    let refused = local.admin.post(&path, many).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("400 notification.subscription.too.many.subscriptions", "a channel has at most 1000 topics; this would make 1001")
    );
    let ada = local.user("Ada", None).await;
    let refused = local.person(ada).post(&path, topics(&["v2.users.1.presence"])).await;
    assert_eq!(refused.outcome(), "400 notification.unable.to.get.channel.id");
}
