use serde_json::json;

use super::super::ids;
use crate::harness::Local;

const PATH: &str = "/api/v2/notifications/availabletopics";

#[tokio::test]
async fn the_topics_that_are_announced_are_listed() {
    let local = Local::start().await;
    let plain = local.admin.get(PATH).await.body;
    let expected = [
        "v2.analytics.queues.{id}.observations",
        "v2.audits.entitytype.{id}.entityid.{id}",
        "v2.routing.queues.{id}.users",
        "v2.users.{id}.presence",
        "v2.users.{id}.routingStatus",
    ];
    assert_eq!(ids(&plain), expected);
    assert_eq!(plain["entities"][0], json!({ "id": expected[0] }));
    let full = local.admin.get(&format!("{PATH}?expand=transports,requiresPermissions,topicParameters")).await.body;
    assert_eq!(
        full["entities"][0],
        json!({
            "id": expected[0], "transports": ["Websocket"], "requiresPermissions": ["analytics:queueObservation:view"],
            "topicParameters": ["queueId"],
        })
    );
}
